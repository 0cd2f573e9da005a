package dev.neuralake.frame;

import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A query in the making. Every method returns a new frame and leaves this one as it is; names and types are checked as
 * the frame is built, and nothing runs before {@code collect}, {@code show}, {@code stream}, {@code count} or a
 * {@code write} method. Immutable and safe for use by many threads.
 *
 * <p>Rows have no order but for {@code sort}; {@code select}, {@code withColumns}, {@code filter}, {@code explode} and
 * {@code limit} keep it, everything else may lose it.
 */
public final class LazyFrame implements Exportable {
    private final Plan plan;
    private final Runner runner;
    private final Planner planner;

    private LazyFrame(Plan plan, Runner runner) {
        this.plan = plan;
        this.runner = runner;
        this.planner = new Planner(runner);
    }

    /** All rows of a table, which the runner must know. */
    public static LazyFrame table(String name, Runner runner) {
        return of(new Source.Table(name, TimeTravel.LATEST), runner);
    }

    /** What a SELECT yields; its question marks, or {@code $1}, {@code $2} …, stand for the values. */
    public static LazyFrame sql(String text, Runner runner, @Nullable Object... values) {
        return of(Source.Sql.of(text, values), runner);
    }

    /** All rows of a source. */
    public static LazyFrame of(Source source, Runner runner) {
        return new LazyFrame(new Planner(runner).scan(source), runner);
    }

    /** What this frame will do. */
    public Plan plan() {
        return plan;
    }

    /** The columns of the result. */
    public Schema schema() {
        return plan.schema();
    }

    /** Exactly these columns. */
    public LazyFrame select(String... columns) {
        return with(planner.project(plan, Functions.columns(columns)));
    }

    /** Exactly these columns; what is computed needs a name: {@code col("a").plus(1).as("b")}. */
    public LazyFrame select(Term... columns) {
        return with(planner.project(plan, Functions.terms(columns)));
    }

    /**
     * All columns and these. One of a name that is there already takes that column's place; all of them see the columns
     * as they were before.
     */
    public LazyFrame withColumns(Term... columns) {
        return with(planner.withColumns(plan, Functions.terms(columns)));
    }

    /** All columns, one of them under another name. */
    public LazyFrame rename(String from, String to) {
        return rename(Map.of(from, to));
    }

    /** All columns, some of them under other names. */
    public LazyFrame rename(Map<String, String> names) {
        return with(planner.rename(plan, new LinkedHashMap<>(names)));
    }

    /** All columns but these. */
    public LazyFrame drop(String... columns) {
        return with(planner.drop(plan, List.of(columns)));
    }

    /** The rows for which all conditions are true: neither false nor null. */
    public LazyFrame filter(Term... conditions) {
        return with(planner.filter(plan, Functions.terms(conditions)));
    }

    /** Pairs of rows that meet: {@code join(users, on("user_id"))}. */
    public LazyFrame join(LazyFrame right, On on) {
        return join(right, JoinKind.INNER, on);
    }

    /** Pairs that meet, and the rows of this frame without a partner. */
    public LazyFrame leftJoin(LazyFrame right, On on) {
        return join(right, JoinKind.LEFT, on);
    }

    /** Pairs that meet, and the rows of the right frame without a partner. */
    public LazyFrame rightJoin(LazyFrame right, On on) {
        return join(right, JoinKind.RIGHT, on);
    }

    /** Pairs that meet, and the rows of both frames without a partner. */
    public LazyFrame fullJoin(LazyFrame right, On on) {
        return join(right, JoinKind.FULL, on);
    }

    /** The rows of this frame that have a partner in the right one, once each; a null key has none. */
    public LazyFrame semiJoin(LazyFrame right, On on) {
        return join(right, JoinKind.SEMI, on);
    }

    /** The rows of this frame that have no partner in the right one; those with a null key are among them. */
    public LazyFrame antiJoin(LazyFrame right, On on) {
        return join(right, JoinKind.ANTI, on);
    }

    /** Every pair of rows. */
    public LazyFrame crossJoin(LazyFrame right) {
        return join(right, JoinKind.CROSS, On.everything());
    }

    /**
     * Pairs of rows. A key of the same name on both sides is one column; any other right column whose name is taken
     * gets {@code _right} behind it, or the suffix of {@code on}. Null equals nothing.
     */
    public LazyFrame join(LazyFrame right, JoinKind kind, On on) {
        return with(Joins.join(plan, right.plan, kind, on));
    }

    /** Groups the rows by the values of these columns; null is a value as any other. */
    public GroupedFrame groupBy(String... columns) {
        return new GroupedFrame(this, Functions.columns(columns));
    }

    /** Groups the rows by these values, each of which needs a name. */
    public GroupedFrame groupBy(Term... keys) {
        return new GroupedFrame(this, Functions.terms(keys));
    }

    /** One row: aggregates over all rows. */
    public LazyFrame agg(Term... aggregates) {
        return group(List.of(), Functions.terms(aggregates));
    }

    /** In ascending order of these columns, nulls last. */
    public LazyFrame sort(String... columns) {
        return sort(SortKey.ascending(columns));
    }

    /**
     * In this order: {@code sort(desc("revenue"), asc("country"))}. Rows that are equal in it keep an earlier sort's.
     */
    public LazyFrame sort(SortKey... keys) {
        return with(planner.sort(plan, Arrays.asList(keys)));
    }

    /** The first rows, at most so many. */
    public LazyFrame limit(long count) {
        return limit(count, 0);
    }

    /** At most so many rows, from row {@code offset} on, which counts from 0. */
    public LazyFrame limit(long count, long offset) {
        return with(planner.limit(plan, offset, count));
    }

    /** The rows from this one on, which counts from 0. */
    public LazyFrame offset(long offset) {
        return limit(Long.MAX_VALUE, offset);
    }

    /** Equal rows once; null equals null here. */
    public LazyFrame distinct() {
        return with(new Plan.Distinct(plan));
    }

    /**
     * The rows of all frames, equal ones as often as they come. Columns are matched by name, and must be the same in
     * all; where their types differ, they become the common one.
     */
    public LazyFrame union(LazyFrame... others) {
        List<Plan> plans = new ArrayList<>();
        plans.add(plan);
        for (LazyFrame other : others) {
            plans.add(other.plan);
        }
        return with(new Unions(planner).union(plans));
    }

    /** One row for each element of a list, which takes the list's place; a row whose list is empty or null goes. */
    public LazyFrame explode(String column) {
        return with(planner.explode(plan, column, false));
    }

    /** As {@link #explode(String)}, but a row whose list is empty or null stays, with null as the element. */
    public LazyFrame explodeOuter(String column) {
        return with(planner.explode(plan, column, true));
    }

    /** The fields of a struct as columns, in its place. */
    public LazyFrame unnest(String column) {
        return with(planner.unnest(plan, column));
    }

    /** Gives a value to a parameter: {@link Functions#param(String)}, or {@code $name} in SQL. */
    public LazyFrame with(String parameter, @Nullable Object value) {
        return with(Parameters.bind(planner, plan, parameter, value));
    }

    /**
     * The table as it was: {@code asOf(version(12))}, {@code asOf(timestamp("2026-01-31T12:00:00Z"))}. Belongs directly
     * behind the table.
     */
    public LazyFrame asOf(TimeTravel time) {
        return of(new Source.Table(tableFor("asOf", "travel in time with"), time), runner);
    }

    /**
     * What the commits from this version on did to the table, itself included: the rows that they inserted, deleted and
     * updated, one row each and two for an update, with the columns {@code _change_type} ({@code insert},
     * {@code delete}, {@code update_preimage}, {@code update_postimage}), {@code _commit_version} and
     * {@code _commit_timestamp}. Belongs directly behind the table, which must be a Delta table.
     */
    public LazyFrame changes(long from) {
        return changes(Functions.version(from), TimeTravel.LATEST);
    }

    /** {@link #changes(long)} of the commits from one version to another, both included. */
    public LazyFrame changes(long from, long to) {
        return changes(Functions.version(from), Functions.version(to));
    }

    /** {@link #changes(long)} of the commits from one time to another, or from one version to another. */
    public LazyFrame changes(TimeTravel from, TimeTravel to) {
        return of(new Source.Changes(tableFor("changes", "read the changes of"), from, to), runner);
    }

    private String tableFor(String method, String verb) {
        if (plan instanceof Plan.Scan(Source.Table(var name, TimeTravel.Latest _), var _)) {
            return name;
        }
        throw new FrameException("Cannot " + verb + " this frame: " + method
                + " belongs directly behind the table (lake.table(\"…\")." + method + "(…))");
    }

    /** Runs the query and keeps its rows, which the caller closes. */
    public DataFrame collect() {
        try (Result result = stream()) {
            return DataFrame.of(result);
        }
    }

    /** Runs the query and prints its first 20 rows to standard output. */
    public void show() {
        show(DataFrame.ROWS_SHOWN);
    }

    /**
     * Runs the query and prints its first rows, at most so many, to standard output: an aligned table that fits the
     * terminal ({@code COLUMNS}), with a last line that tells whether there are more.
     */
    public void show(int rows) {
        if (rows < 0) {
            throw new FrameException("Cannot show " + rows + " rows: the number counts from 0");
        }
        try (DataFrame frame = limit(rows + 1L).collect()) {
            System.out.print(frame.rowCount() > rows ? atLeast(frame.text(rows), rows) : frame.text(rows));
        }
    }

    /** One row more was asked for than is shown; how many there are beyond, nobody counted. */
    private static String atLeast(String table, int rows) {
        int note = table.lastIndexOf('\n', table.length() - 2) + 1;
        return table.substring(0, note)
                + String.format(Locale.ROOT, "more than %,d rows", rows)
                + table.substring(table.indexOf(" (", note));
    }

    /** Runs the query; its rows stream in as they are read. The caller closes the result. */
    public Result stream() {
        Parameters.requireBound(plan);
        return runner.run(plan);
    }

    /**
     * Runs the query; its rows stream in as records, whose components are found by column name. The caller closes the
     * stream: {@code try (Stream<User> users = frame.stream(User.class)) …}.
     */
    public <T extends Record> Stream<T> stream(Class<T> type) {
        RecordMapping<T> mapping = new RecordMapping<>(RecordCodec.of(type), schema());
        Result result = stream();
        Spliterator<@Nullable Object[]> rows =
                Spliterators.spliteratorUnknownSize(result.rows(), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(rows, false).map(mapping::record).onClose(result::close);
    }

    /** Runs the query for the number of its rows. */
    public long count() {
        LazyFrame counted = agg(Functions.count());
        try (Result result = counted.stream()) {
            @Nullable Object[] row = result.rows().next();
            return (long) Objects.requireNonNull(row[0]);
        }
    }

    /**
     * Runs the query into a table of the catalog, whose rows it joins, in one commit.
     *
     * @return the number of rows written
     */
    public long writeTo(String table) {
        return writeTo(table, WriteMode.APPEND);
    }

    /**
     * Runs the query into a table of the catalog, in one commit.
     *
     * @return the number of rows written
     */
    public long writeTo(String table, WriteMode mode) {
        Parameters.requireBound(plan);
        return runner.write(plan, table, mode);
    }

    /** Runs the query and writes its rows as they stream in. */
    @Override
    public long write(Format format, OutputStream out) {
        try (Result result = stream()) {
            return format.write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the rows as " + format + ": " + e.getMessage(), e);
        }
    }

    /** Runs the query and writes its rows as they stream in. */
    @Override
    public long write(Format format, Path file) {
        try (Result result = stream()) {
            return Export.to(file, out -> format.write(result, out));
        }
    }

    /** The SQL that the query runs as. */
    public String sql() {
        return runner.sql(plan);
    }

    /** The plan as a tree, the first step lowest, and the SQL that it runs as; runs nothing. */
    public String explain() {
        return PlanText.of(plan) + "\n" + sql() + "\n";
    }

    /** The plan as a tree. */
    @Override
    public String toString() {
        return PlanText.of(plan);
    }

    LazyFrame group(List<Expr> keys, List<Expr> aggregates) {
        return with(planner.group(plan, keys, aggregates));
    }

    private LazyFrame with(Plan next) {
        return new LazyFrame(next, runner);
    }
}
