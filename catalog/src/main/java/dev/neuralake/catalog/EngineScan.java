package dev.neuralake.catalog;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of a function of the engine that reads files: {@code read_csv([…], header = true)}. */
final class EngineScan {
    /** Up to this many bytes, types are sniffed from all rows; beyond, from the engine's sample of them. */
    private static final long SNIFFED_WHOLE_BYTES = 64L << 20;

    private final String function;
    private final DataFiles files;
    private final Map<String, String> arguments = new LinkedHashMap<>();

    EngineScan(String function, DataFiles files) {
        this.function = function;
        this.files = files;
    }

    /** Adds a named argument as SQL. */
    EngineScan with(String name, String sql) {
        arguments.put(name, sql);
        return this;
    }

    /**
     * Makes columns of the folders' names.
     *
     * @param declared their types, where they are declared
     */
    EngineScan withPartitions(@Nullable Schema declared) {
        List<String> partitions = files.partitionColumns();
        with("hive_partitioning", String.valueOf(!partitions.isEmpty()));
        List<Column> typed = new ArrayList<>();
        if (declared != null) {
            partitions.forEach(name ->
                    declared.find(name).map(column -> column.withName(name)).ifPresent(typed::add));
        }
        return typed.isEmpty() ? this : with("hive_types", types(typed));
    }

    EngineScan withSample() {
        long bytes =
                files.files().stream().mapToLong(DataFiles.DataFile::sizeBytes).sum();
        return bytes <= SNIFFED_WHOLE_BYTES ? with("sample_size", "-1") : this;
    }

    /** Columns with their types as a struct in SQL: {@code {'a': 'BIGINT'}}. */
    static String types(Collection<Column> columns) {
        return columns.stream()
                .map(column -> Sql.text(column.name()) + ": " + Sql.text(EngineTypes.toSql(column.type())))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    String sql() {
        return arguments.entrySet().stream()
                .map(argument -> ", " + argument.getKey() + " = " + argument.getValue())
                .collect(Collectors.joining("", function + "(" + files.sqlList(), ")"));
    }

    String select(String items) {
        return "SELECT " + items + " FROM " + sql();
    }

    /**
     * The columns that the files have, by the engine's reading.
     *
     * @throws NeuralakeException where they cannot be read so, naming the file if the engine does
     */
    Schema describe(Engine engine) {
        try (Session session = engine.session()) {
            return session.describe(select("*"));
        } catch (EngineException e) {
            Optional<String> explained = FileFailure.explain(e.reason(), files.paths());
            throw new NeuralakeException(explained.orElse(e.reason()), e);
        }
    }
}
