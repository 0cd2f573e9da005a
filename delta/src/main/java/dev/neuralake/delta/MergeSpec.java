package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a source to merge into a table. For each row the first clause of its matching whose condition is true takes
 * effect. A row of the table that two rows of the source would change is an error, unless both delete it.
 *
 * @param session where the source and the relations of subqueries exist, owned by the caller; null for none
 * @param alias what expressions call the table; null for the table's own name
 * @param source a relation in the engine's SQL: a quoted name or a query in parentheses; it is read once
 * @param sourceAlias what expressions call the source; null for its own name, or {@code source} where it has none
 * @param condition when a row of the table and one of the source match
 * @param schemaEvolution whether {@link UpdateAll} and {@link InsertAll} add columns that only the source has
 */
public record MergeSpec(
        @Nullable Session session,
        @Nullable String alias,
        String source,
        @Nullable String sourceAlias,
        String condition,
        List<Clause> clauses,
        boolean schemaEvolution,
        Removal removal) {
    public MergeSpec {
        clauses = List.copyOf(clauses);
    }

    /** Whether a clause is about such rows. */
    boolean has(Matching matching) {
        return clauses.stream().anyMatch(clause -> clause.matching() == matching);
    }

    /** Which rows a clause is about. */
    public enum Matching {
        MATCHED,
        NOT_MATCHED,
        NOT_MATCHED_BY_SOURCE
    }

    /** One WHEN … THEN …; a null condition is true. */
    public record Clause(Matching matching, @Nullable String condition, Action action) {
        public Clause {
            boolean inserts = action instanceof InsertAll || action instanceof InsertValues;
            if (inserts != (matching == Matching.NOT_MATCHED)) {
                throw new IllegalArgumentException("a row is inserted where it is not matched, and only there");
            }
            if (action instanceof UpdateAll && matching == Matching.NOT_MATCHED_BY_SOURCE) {
                throw new IllegalArgumentException("without a row of the source there is nothing to update all with");
            }
        }
    }

    /** What a clause does. */
    public sealed interface Action {}

    /** Sets every column to the source's column of the same name. */
    public record UpdateAll() implements Action {}

    public record UpdateSet(List<SetColumn> assignments) implements Action {
        public UpdateSet {
            assignments = List.copyOf(assignments);
        }
    }

    public record DeleteRow() implements Action {}

    /** Inserts the source's columns of the same names. */
    public record InsertAll() implements Action {}

    /** Inserts values; columns that are not named get their default. */
    public record InsertValues(List<SetColumn> values) implements Action {
        public InsertValues {
            values = List.copyOf(values);
        }
    }

    /** A merge without clauses yet. */
    public static MergeSpec using(String source, String condition) {
        return new MergeSpec(null, null, source, null, condition, List.of(), false, Removal.AUTOMATIC);
    }

    /** One clause more; those before it come first. */
    public MergeSpec when(Matching matching, @Nullable String clauseCondition, Action action) {
        List<Clause> more = new ArrayList<>(clauses);
        more.add(new Clause(matching, clauseCondition, action));
        return new MergeSpec(session, alias, source, sourceAlias, condition, more, schemaEvolution, removal);
    }

    /** What happens to a row that has a match in the source. */
    public MergeSpec whenMatched(Action action) {
        return when(Matching.MATCHED, null, action);
    }

    /** What happens to a row of the source without a match in the table. */
    public MergeSpec whenNotMatched(Action action) {
        return when(Matching.NOT_MATCHED, null, action);
    }

    /** What happens to a row of the table without a match in the source. */
    public MergeSpec whenNotMatchedBySource(Action action) {
        return when(Matching.NOT_MATCHED_BY_SOURCE, null, action);
    }

    /** Where the source and the relations of subqueries exist. */
    public MergeSpec in(Session caller) {
        return new MergeSpec(caller, alias, source, sourceAlias, condition, clauses, schemaEvolution, removal);
    }

    /** Names the two sides. */
    public MergeSpec as(String tableName, String sourceName) {
        return new MergeSpec(session, tableName, source, sourceName, condition, clauses, schemaEvolution, removal);
    }

    /** How rows that change leave their files. */
    public MergeSpec by(Removal how) {
        return new MergeSpec(session, alias, source, sourceAlias, condition, clauses, schemaEvolution, how);
    }

    /** Adds columns that only the source has. */
    public MergeSpec evolvingSchema() {
        return new MergeSpec(session, alias, source, sourceAlias, condition, clauses, true, removal);
    }
}
