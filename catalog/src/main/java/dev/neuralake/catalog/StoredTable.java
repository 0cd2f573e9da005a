package dev.neuralake.catalog;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.delta.Commit;
import dev.neuralake.delta.CommitEntry;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.frame.WriteMode;
import dev.neuralake.types.NeuralakeException;
import java.util.Iterator;
import java.util.List;

/**
 * The handle of a stored table: writes it, and tells its history. Each write is one commit, all of it or nothing; the
 * first one creates the table as it is declared. Safe for use by many threads.
 */
public final class StoredTable {
    private final Catalog catalog;
    private final CatalogTable table;
    private final DeltaTable<?> definition;
    private final DeltaReader reader;

    StoredTable(Catalog catalog, CatalogTable table, DeltaTable<?> definition, DeltaReader reader) {
        this.catalog = catalog;
        this.table = table;
        this.definition = definition;
        this.reader = reader;
    }

    /** What the catalog knows of the table. */
    public CatalogTable table() {
        return table;
    }

    /** The table's log. The catalog owns it. */
    public DeltaLog log() {
        return reader.log();
    }

    /** Whether the table was created. */
    public boolean exists() {
        return log().exists();
    }

    /**
     * Creates the table as it is declared, without rows, unless it exists.
     *
     * @return whether it did
     */
    public boolean create() {
        if (exists()) {
            return false;
        }
        return log().createIfAbsent(new TableSpec(
                table.schema(),
                definition.partitionColumns(),
                definition.properties(),
                definition.checks(),
                table.description()));
    }

    /** Adds these rows. */
    public Commit append(Record... rows) {
        return append(List.of(rows));
    }

    /** Adds rows. */
    public Commit append(Iterable<? extends Record> rows) {
        return append(source(rows));
    }

    /** Adds rows. */
    public Commit append(ArrowSource rows) {
        create();
        return log().append(rows);
    }

    /**
     * Adds what a frame yields.
     *
     * @return the number of rows
     */
    public long append(LazyFrame rows) {
        return rows.writeTo(table.qualifiedName(), WriteMode.APPEND);
    }

    /** Puts rows in the place of all rows. */
    public Commit overwrite(Iterable<? extends Record> rows) {
        return overwrite(source(rows));
    }

    /** Puts rows in the place of all rows. */
    public Commit overwrite(ArrowSource rows) {
        create();
        return log().overwrite(rows);
    }

    /**
     * Puts what a frame yields, perhaps of this very table, in the place of all rows.
     *
     * @return the number of rows
     */
    public long overwrite(LazyFrame rows) {
        return rows.writeTo(table.qualifiedName(), WriteMode.OVERWRITE);
    }

    /** The commits that are still in the log, the latest first; none for a table that was not created. */
    public List<CommitEntry> history() {
        return exists() ? log().history() : List.of();
    }

    /**
     * The latest version.
     *
     * @throws NeuralakeException where the table was not created
     */
    public Snapshot snapshot() {
        return log().snapshot();
    }

    /** The rows as they were: {@code asOf(version(12))}, {@code asOf(timestamp("2026-01-31T12:00:00Z"))}. */
    public LazyFrame asOf(TimeTravel time) {
        return catalog.table(table.qualifiedName()).asOf(time);
    }

    /** The declared record tells the columns, or else the first row does. */
    private ArrowSource source(Iterable<? extends Record> rows) {
        Iterator<? extends Record> first = rows.iterator();
        Class<? extends Record> row = definition.rowType().orElse(null);
        if (row == null && first.hasNext()) {
            row = first.next().getClass();
        }
        if (row == null) {
            throw new NeuralakeException("Cannot write table " + table.qualifiedName()
                    + ": there are no rows, so there are no columns (declare the table's record)");
        }
        return records(row, rows);
    }

    private <T extends Record> ArrowSource records(Class<T> row, Iterable<? extends Record> rows) {
        return ArrowSource.ofRecords(row, () -> new Iterator<>() {
            private final Iterator<? extends Record> records = rows.iterator();

            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public T next() {
                Record next = records.next();
                if (!row.isInstance(next)) {
                    throw new NeuralakeException(
                            "Cannot write a " + next.getClass().getSimpleName() + " to table " + table.qualifiedName()
                                    + ": its rows are " + row.getSimpleName() + " records");
                }
                return row.cast(next);
            }
        });
    }
}
