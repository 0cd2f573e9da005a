package dev.neuralake.demo.sample;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sample rows for a schema: what each column holds follows from its name and type. The same values give the same rows,
 * whatever the machine's threads, and row {@code i} of a smaller range is row {@code i} of a larger one but for its
 * time. A schema with a time, a measured value and a channel (sensor, device, …) becomes time series.
 *
 * @param keys the columns that identify a row; a single one counts up, else the first column does where it is an id
 * @param firstRow the number of the first row, which ids go on from; 0 or more
 * @param rows how many, at least 1
 * @param start the time of the first row
 * @param span how long the rows last, at least a second
 * @param ids foreign ids go from 1 to this number
 */
public record SampleTable(
        Schema schema, List<String> keys, long seed, long firstRow, long rows, Instant start, Duration span, long ids) {
    private static final int SERIES_MAX = 32;

    public SampleTable {
        keys = List.copyOf(keys);
        if (schema.size() == 0) {
            throw new NeuralakeException("Cannot generate rows: the schema has no columns");
        }
        if (rows < 1 || firstRow < 0 || ids < 1) {
            throw new NeuralakeException("Cannot generate " + rows + " rows from row " + firstRow + " with " + ids
                    + " ids: there must be at least 1 row and 1 id, and no row before 0");
        }
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new NeuralakeException("Cannot generate rows over " + span + ": the span is at least a second");
        }
    }

    /** Rows over the 90 days from the first of January 2025, foreign ids to 1,000. */
    public static SampleTable of(Schema schema, List<String> keys, long seed, long rows) {
        return new SampleTable(
                schema, keys, seed, 0, rows, Instant.parse("2025-01-01T00:00:00Z"), Duration.ofDays(90), 1_000);
    }

    public SampleTable withFirstRow(long row) {
        return new SampleTable(schema, keys, seed, row, rows, start, span, ids);
    }

    public SampleTable withTime(Instant newStart, Duration newSpan) {
        return new SampleTable(schema, keys, seed, firstRow, rows, newStart, newSpan, ids);
    }

    public SampleTable withIds(long newIds) {
        return new SampleTable(schema, keys, seed, firstRow, rows, start, span, newIds);
    }

    /** The rows as a SELECT for the engine, in the order of their numbers. */
    public String sql() {
        Draws draws = new Draws(seed);
        boolean series = SeriesShape.seriesColumn(schema).isPresent();
        ColumnSql columns = new ColumnSql(this, draws, series);
        String rowsSql = series ? RowClock.seriesRows(this, draws) : RowClock.tableRows(this, draws);
        return schema.columns().stream()
                .map(column -> columns.sql(column) + " AS " + Sql.quote(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM (" + rowsSql + ")"));
    }

    /** How many time series there are. */
    long series() {
        return Math.min(SERIES_MAX, rows);
    }

    long startMicros() {
        return Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000L), start.getNano() / 1_000);
    }

    long spanMicros() {
        return span.toNanos() / 1_000;
    }
}
