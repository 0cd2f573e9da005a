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
            int dot = name.indexOf('.');
            return dot < 0 ? List.of(name) : List.of(name.substring(0, dot), name.substring(dot + 1));
        }

        @Override
        public String toString() {
            return switch (time) {
                case TimeTravel.Latest _ -> name;
                case TimeTravel.Version(var version) -> name + " as of version " + version;
                case TimeTravel.Timestamp(var moment) -> name + " as of " + moment;
            };
        }
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
