package dev.neuralake.statement;

import dev.neuralake.delta.Alteration;
import dev.neuralake.delta.MergeSpec;
import dev.neuralake.delta.SetColumn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One statement of the writing door. Expressions and queries in it are SQL of the embedded engine: backticks have
 * become double quotes, and Spark's {@code array(…)}, {@code map(…)} and {@code named_struct(…)} the engine's forms;
 * what is stored in the table (CHECK, generation, defaults) stays as it was written. Null stands for a clause that was
 * left out.
 */
public sealed interface Statement {

    /** CREATE [OR REPLACE] TABLE; with {@code query}, CREATE TABLE AS SELECT. */
    record CreateTable(
            TableName table,
            Existing existing,
            List<ColumnDefinition> columns,
            List<String> partitionedBy,
            List<String> clusteredBy,
            Map<String, String> properties,
            @Nullable String comment,
            @Nullable String location,
            @Nullable String query)
            implements Statement {}

    /** What CREATE does about a table that is there: fail, keep it, or replace it. */
    enum Existing {
        FAIL,
        KEEP,
        REPLACE
    }

    /** INSERT INTO, INSERT OVERWRITE, and their REPLACE forms. */
    record Insert(
            TableName table,
            Replacing replacing,
            List<String> columns,
            boolean byName,
            boolean schemaEvolution,
            String query)
            implements Statement {}

    /** Which rows an INSERT takes away before it adds its own. */
    sealed interface Replacing {
        record Nothing() implements Replacing {}

        /** None, and the new ones go into the partition given by value. */
        record NothingOfPartition(Map<String, @Nullable String> values) implements Replacing {}

        record Everything() implements Replacing {}

        /** The rows of one partition given by value; null is the null partition. */
        record Partition(Map<String, @Nullable String> values) implements Replacing {}

        record Where(String condition) implements Replacing {}

        /** The partitions that the new rows fall into. */
        record Using(List<String> columns) implements Replacing {}
    }

    record Delete(
            TableName table,
            @Nullable String alias,
            @Nullable String condition) implements Statement {}

    record Update(
            TableName table,
            @Nullable String alias,
            List<SetColumn> assignments,
            @Nullable String condition) implements Statement {}

    /** MERGE INTO; {@code source} is a relation: a quoted name or a query in parentheses. */
    record Merge(
            TableName table,
            @Nullable String alias,
            String source,
            @Nullable String sourceAlias,
            String condition,
            List<MergeSpec.Clause> clauses,
            boolean schemaEvolution)
            implements Statement {}

    record AlterTable(TableName table, Alteration alteration) implements Statement {}

    record Optimize(TableName table, @Nullable String condition, List<String> zOrderBy, boolean full)
            implements Statement {}

    /** VACUUM; {@code retainHours} null: as the table's property says. */
    record Vacuum(TableName table, boolean lite, @Nullable Double retainHours, boolean dryRun) implements Statement {}

    record Restore(TableName table, Moment moment) implements Statement {}

    /** A version, or a timestamp as written; exactly one of the two. */
    record Moment(@Nullable Long version, @Nullable String timestamp) {}

    record ShallowClone(
            TableName target,
            Existing existing,
            TableName source,
            @Nullable Moment moment) implements Statement {}

    record ConvertToDelta(TableName source, List<ColumnDefinition> partitionedBy, boolean collectStatistics)
            implements Statement {}

    record Reorg(TableName table, @Nullable String condition) implements Statement {}

    record GenerateManifest(TableName table) implements Statement {}

    record DescribeHistory(TableName table, @Nullable Integer limit) implements Statement {}

    record DescribeDetail(TableName table) implements Statement {}

    /** A statement that only reads, left to the query gate. */
    record Query(String sql) implements Statement {}
}
