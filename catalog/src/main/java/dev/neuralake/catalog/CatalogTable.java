package dev.neuralake.catalog;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One table of an open catalog: what is said about it, and how it is read. Safe for use by many threads.
 *
 * <p>Names and metadata are known at once. {@link #schema()}, {@link #relation()} and the times look at the data, and
 * fail with the table's own error where it cannot be read; other tables do not suffer.
 */
public final class CatalogTable {
    private final Catalog catalog;
    private final TableName name;
    private final TableDefinition definition;
    private final TableMetadata metadata;
    private final @Nullable Origin origin;
    private final TableReader reader;

    CatalogTable(Catalog catalog, DatabaseClass.Declaration declaration) {
        this.catalog = catalog;
        this.name = declaration.name();
        this.definition = declaration.definition();
        this.metadata = declaration.metadata();
        this.origin = declaration.origin();
        this.reader = TableReader.of(catalog, name, definition);
    }

    public String database() {
        return name.database();
    }

    public String name() {
        return name.table();
    }

    /** {@code database.table}, which the catalog finds without ambiguity. */
    public String qualifiedName() {
        return name.toString();
    }

    public TableKind kind() {
        return definition.kind();
    }

    public TableDefinition definition() {
        return definition;
    }

    /** Markdown; empty where nothing is said. */
    public String description() {
        return metadata.description();
    }

    /** Who answers for the table; empty where nobody is named. */
    public String owner() {
        return metadata.owner();
    }

    public List<String> tags() {
        return metadata.tags();
    }

    /** Why the table should no longer be used and what replaces it, as Markdown; empty for a table in use. */
    public Optional<String> deprecation() {
        return Optional.of(metadata.deprecation()).filter(text -> !text.isEmpty());
    }

    /** Where the table is declared in code; empty for one that was registered. */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /** The columns that identify a row together, in order; empty where none are declared. */
    public List<String> keyColumns() {
        List<String> declared = definition instanceof DeltaTable<?> delta ? delta.keyColumns() : List.of();
        return declared.isEmpty() ? Documentation.marked(definition.rowType(), Key.class) : declared;
    }

    /** The columns that hold personal data. */
    public List<String> piiColumns() {
        return Documentation.marked(definition.rowType(), Pii.class);
    }

    /** The columns that the files are laid out by. */
    public List<String> partitionColumns() {
        return guarded(reader::partitionColumns);
    }

    /**
     * The columns, with their descriptions as comments.
     *
     * @throws NeuralakeException where the table cannot be read
     */
    public Schema schema() {
        return guarded(() -> Documentation.describe(reader.schema(), definition.rowType(), metadata.columns()));
    }

    /**
     * How the rows are read, for one query: a function is called, a view's plan is made, files are listed.
     *
     * @throws NeuralakeException where the table cannot be read, or where a view reads itself
     */
    public Relation relation() {
        return switch (guarded(reader::relation)) {
            case Relation.Stream(var source) -> new Relation.Stream(new GuardedSource(source, this::sourceFailure));
            case Relation other -> other;
        };
    }

    /**
     * When the data came to be: a stored table's first version, the oldest file. Empty where that means nothing and
     * where the table cannot be read.
     */
    public Optional<Instant> created() {
        return readable(reader::created);
    }

    /**
     * When the data last changed: a stored table's latest version, the newest file. Empty where that means nothing and
     * where the table cannot be read.
     */
    public Optional<Instant> changed() {
        return readable(reader::changed);
    }

    /** Why the table cannot be read; empty for a table that can. */
    public Optional<NeuralakeException> problem() {
        try {
            schema();
            return Optional.empty();
        } catch (NeuralakeException e) {
            return Optional.of(e);
        }
    }

    /**
     * What went wrong in a query that read this table, in this table's terms; empty where the failure is not about it.
     */
    public Optional<NeuralakeException> explain(EngineException failure) {
        return reader.explain(failure).map(reason -> failure(reason, failure));
    }

    /** The handle to write this table. */
    StoredTable stored() {
        if (reader instanceof DeltaReader delta) {
            return new StoredTable(catalog, this, (DeltaTable<?>) definition, delta);
        }
        problem().filter(_ -> definition instanceof UnreadableTable).ifPresent(problem -> {
            throw problem;
        });
        throw new NeuralakeException("Cannot write table " + name + ": it is a " + kind()
                + " table, and only Delta tables are stored (declare it as a DeltaTable)");
    }

    void close() {
        reader.close();
    }

    private static Optional<Instant> readable(Supplier<Optional<Instant>> reading) {
        try {
            return reading.get();
        } catch (NeuralakeException e) {
            return Optional.empty();
        }
    }

    private <T> T guarded(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (TableException e) {
            throw e;
        } catch (NeuralakeException e) {
            // That something cannot be read is said once, of the table.
            throw failure(String.valueOf(e.getMessage()).replaceFirst("^Cannot read ", ""), e);
        }
    }

    private TableException sourceFailure(Exception e) {
        if (!(definition instanceof FunctionTable)) {
            return failure(String.valueOf(e.getMessage()), e);
        }
        String place = origin == null ? "its function" : origin.toString();
        return failure(e instanceof NeuralakeException ? place + ": " + e.getMessage() : place + " failed: " + e, e);
    }

    private TableException failure(String reason, Throwable cause) {
        return new TableException("Cannot read table " + name + ": " + reason, cause);
    }

    @Override
    public String toString() {
        return qualifiedName() + " (" + kind() + ")";
    }
}
