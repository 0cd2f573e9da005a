package dev.neuralake.frame.sql;

import dev.neuralake.frame.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind FROM. */
sealed interface From {
    /** A table by its name. */
    record Table(Source.Table table) implements From {}

    /** What happened to a table. */
    record Changes(Source.Changes changes) implements From {}

    /** The user's own SELECT. */
    record Text(Source.Sql sql) implements From {}

    record Subquery(Select select) implements From {}

    record UnionAll(List<Select> selects) implements From {}

    record Aliased(From from, String alias) implements From {}

    /** @param condition null for a cross join */
    record Joined(
            From left, String keyword, From right, @Nullable Code condition) implements From {}
}
