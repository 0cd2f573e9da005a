package dev.neuralake.query.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place of a statement where a table of the catalog stands.
 *
 * @param index its number in the statement, from 0
 * @param name the parts of its name as written, without quotes: {@code [shop, users]}; empty where the statement asks
 *     for the list of tables
 * @param time which state of the table is meant; null for the newest
 * @param changes between which versions the table's changes are meant instead of its rows; null for its rows
 * @param repeats whether its rows may be asked for more than once in one run
 * @param position where in the text of the statement it stands, in chars; -1 where that is not known
 */
public record Mention(
        int index,
        List<String> name,
        @Nullable Moment time,
        @Nullable Changes changes,
        boolean repeats,
        int position) {
    public Mention {
        name = List.copyOf(name);
    }

    /**
     * A state of a table, by version or by time.
     *
     * @param expression the engine's SQL of the version or time, without columns; it may hold parameters
     */
    public record Moment(boolean isVersion, Template expression) {}

    /**
     * What {@code table_changes('t', from, to)} asks for: the rows that came and went, both ends included. A number is
     * a version, anything else a time.
     *
     * @param from the engine's SQL of the first version or time, without columns; it may hold parameters
     * @param to the same of the last; null for the newest
     */
    public record Changes(Template from, @Nullable Template to) {}

    /** Whether the statement asks for the list of tables here ({@code SHOW TABLES}). */
    public boolean isListing() {
        return name.isEmpty();
    }

    /** The name as one writes it without quotes. */
    public String qualifiedName() {
        return String.join(".", name);
    }

    /** The name that errors of the engine have for it. */
    public String engineName() {
        return Names.relation(index);
    }
}
