package dev.neuralake.frame;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the rows of a plan come from. */
public sealed interface Source {

    /**
     * A table or view of the catalog.
     *
     * @param name as the catalog knows it: {@code table} or {@code database.table}
     */
    record Table(String name, TimeTravel time) implements Source {
        /** The parts of the name: the database, where it is given, and the table. */
        public List<String> path() {
            return Source.path(name);
        }

        @Override
        public String toString() {
            return time instanceof TimeTravel.Latest ? name : name + " as of " + time;
        }
    }

    /**
     * The rows that commits added, removed and changed, with the columns {@code _change_type}, {@code _commit_version}
     * and {@code _commit_timestamp} behind the table's own (Delta's change data feed).
     *
     * @param name as the catalog knows it: {@code table} or {@code database.table}
     * @param from the first commit: a version, or the first at or behind a moment
     * @param to the last commit, which is included: a version, the last at or before a moment, or the latest
     */
    record Changes(String name, TimeTravel from, TimeTravel to) implements Source {
        public Changes {
            if (from instanceof TimeTravel.Latest) {
                throw new FrameException("Cannot read the changes of " + name
                        + " from the latest version on (say from which: version(2) or timestamp(\"…\"))");
            }
            boolean moments = from instanceof TimeTravel.Timestamp;
            if (!(to instanceof TimeTravel.Latest) && moments != to instanceof TimeTravel.Timestamp) {
                throw new FrameException("Cannot read the changes of " + name + " from " + from + " to " + to
                        + ": one is a version and the other a time (use the same for both)");
            }
            boolean backwards = from instanceof TimeTravel.Version(var first)
                            && to instanceof TimeTravel.Version(var last)
                            && first > last
                    || from instanceof TimeTravel.Timestamp(var start)
                            && to instanceof TimeTravel.Timestamp(var end)
                            && start.isAfter(end);
            if (backwards) {
                throw new FrameException("Cannot read the changes of " + name + " from " + from + " to " + to
                        + ": the first lies behind the last (give the earlier one first)");
            }
        }

        /** The parts of the name: the database, where it is given, and the table. */
        public List<String> path() {
            return Source.path(name);
        }

        @Override
        public String toString() {
            return "changes of " + name + " from " + from + (to instanceof TimeTravel.Latest ? "" : " to " + to);
        }
    }

    private static List<String> path(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? List.of(name) : List.of(name.substring(0, dot), name.substring(dot + 1));
    }

    /**
     * A SELECT in the engine's SQL.
     *
     * @param values what its placeholders stand for, by name: {@code $name}; the question marks are numbered from 1
     */
    record Sql(String text, Map<String, @Nullable Object> values) implements Source {
        public Sql {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A text whose question marks, or {@code $1}, {@code $2} …, stand for these values. */
        public static Sql of(String text, @Nullable Object... values) {
            Map<String, @Nullable Object> numbered = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                numbered.put(String.valueOf(i + 1), Literals.normalize(values[i]));
            }
            return new Sql(text, numbered);
        }

        /** The same text with one more value. */
        Sql with(String name, @Nullable Object value) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
            all.put(name, Literals.normalize(value));
            return new Sql(text, all);
        }

        /**
         * What stands for a value in the text.
         *
         * @param name the name behind the dollar sign; for a question mark its number, from 1
         * @param start its position in the text, and {@code end} the one behind it
         */
        public record Placeholder(String name, int start, int end) {}

        /** The placeholders outside quotes and comments, in order. */
        public List<Placeholder> placeholders() {
            return Placeholders.in(text);
        }

        @Override
        public String toString() {
            return "sql(" + text.strip().replaceAll("\\s+", " ") + ")";
        }
    }
}
