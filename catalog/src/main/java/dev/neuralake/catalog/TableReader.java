package dev.neuralake.catalog;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads tables of one kind. Every call looks at the data as it is then. Safe for use by many threads. */
interface TableReader extends AutoCloseable {

    /** The reader for a table; nothing is read yet. */
    static TableReader of(Catalog catalog, TableName name, TableDefinition definition) {
        return switch (definition) {
            case FunctionTable function -> new FunctionReader(catalog, function);
            case FileTable files -> new FileReader(catalog, FileFormat.of(files));
            case DeltaTable<?> delta -> new DeltaReader(catalog, name, delta);
            case View view -> new ViewReader(catalog, name, view);
            case UnreadableTable(var _, var reason) -> new UnreadableReader(reason);
        };
    }

    Schema schema();

    Relation relation();

    default List<String> partitionColumns() {
        return List.of();
    }

    default Optional<Instant> created() {
        return Optional.empty();
    }

    default Optional<Instant> changed() {
        return Optional.empty();
    }

    /** The reason of a failed query in the table's terms, if the failure came from this table's data. */
    default Optional<String> explain(EngineException failure) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** Calls a function of the user's. */
    record FunctionReader(Catalog catalog, FunctionTable function) implements TableReader {
        @Override
        public Schema schema() {
            return function.schema(catalog);
        }

        @Override
        public Relation relation() {
            return new Relation.Stream(function.open(catalog));
        }
    }

    /** Says why. */
    record UnreadableReader(String reason) implements TableReader {
        @Override
        public Schema schema() {
            throw new NeuralakeException(reason);
        }

        @Override
        public Relation relation() {
            throw new NeuralakeException(reason);
        }
    }
}
