package dev.neuralake.delta;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.EnginePaths;
import dev.neuralake.columnar.ParquetFile;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.delta.index.FileIndex;
import dev.neuralake.storage.ObjectInfo;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans the first version of a table over Parquet files that are there; no file is moved or changed. */
final class Conversion {
    private static final Protocol BASE = Protocol.of(1, 2);
    private static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

    private final TableFiles files;
    private final ConvertSpec spec;

    Conversion(TableFiles files, ConvertSpec spec) {
        this.files = files;
        this.spec = spec;
    }

    Change plan() {
        List<ObjectInfo> found = parquetFiles();
        List<AddFile> adds = new ArrayList<>();
        for (ObjectInfo info : found) {
            adds.add(AddFile.of(
                    DataPath.encode(info.key()),
                    partition(info.key()),
                    info.sizeBytes(),
                    info.modifiedAt().toEpochMilli(),
                    null));
        }
        Metadata asked = Metadata.of(
                UUID.randomUUID().toString(),
                null,
                null,
                schema(found),
                spec.partitionColumns().stream().map(Column::name).toList(),
                Map.of(),
                System.currentTimeMillis());
        TableFeatures.Rules rules = TableFeatures.agree(BASE, asked);
        ColumnNames.requireValid(rules.metadata(), files.table());
        List<Action> actions = new ArrayList<>(List.of(rules.protocol(), rules.metadata()));
        actions.addAll(
                spec.collectStatistics() ? new StatisticsCollector(files, rules.metadata()).collect(adds) : adds);
        return new Change(
                null,
                "CONVERT",
                parameters(adds.size()),
                Map.of("numConvertedFiles", (long) adds.size()),
                actions,
                Reads.everything());
    }

    private Map<String, Object> parameters(int count) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("numFiles", (long) count);
        parameters.put(
                "partitionedBy",
                TableWriter.json(
                        spec.partitionColumns().stream().map(Column::name).toList()));
        parameters.put("collectStats", spec.collectStatistics());
        parameters.put("sourceFormat", "parquet");
        return parameters;
    }

    private List<ObjectInfo> parquetFiles() {
        try (Stream<ObjectInfo> all = files.store().list("", null)) {
            List<ObjectInfo> found = all.filter(info -> !Vacuum.isHidden(info.key())
                            && info.key().toLowerCase(Locale.ROOT).endsWith(".parquet"))
                    .toList();
            if (found.isEmpty()) {
                throw refused("there is no Parquet file in " + files.store().location());
            }
            return found;
        }
    }

    /** The values that a file's folders stand for. */
    private Map<String, @Nullable String> partition(String key) {
        String[] names = key.split("/");
        List<Column> columns = spec.partitionColumns();
        if (names.length - 1 != columns.size()) {
            throw refused("file " + key + " lies " + (names.length - 1) + " folders deep, and " + columns.size()
                    + " partition columns were given (name each folder's column and type in PARTITIONED BY)");
        }
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            int split = names[i].indexOf('=');
            String name = split < 0 ? "" : DataPath.decode(names[i].substring(0, split));
            if (!name.equalsIgnoreCase(column.name())) {
                throw refused("file " + key + " lies in folder '" + names[i] + "', and '" + column.name()
                        + "=…' was expected there (give the partition columns in the order of the folders)");
            }
            String text = DataPath.decode(names[i].substring(split + 1));
            String value = text.equals(NULL_PARTITION) || text.isEmpty() ? null : text;
            if (!FileIndex.isPartitionValue(value, column.type())) {
                throw refused("file " + key + " has the partition value '" + text + "' for column " + column.name()
                        + ", which is not a " + column.type());
            }
            values.put(column.name(), value);
        }
        return values;
    }

    /** The columns of all files, each in the order in which it first appears, and the partition columns behind. */
    private Schema schema(List<ObjectInfo> found) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Map<String, String> seenIn = new LinkedHashMap<>();
        try (Session session = files.engine().session()) {
            for (ObjectInfo info : found) {
                var path = files.store().local(info.key());
                Set<String> instants = instants(session, EnginePaths.exactly(path));
                for (Column read : ParquetFile.schema(session, path).columns()) {
                    Column column = instants.contains(read.name()) ? read.withType(Primitive.TIMESTAMP) : read;
                    String name = column.name().toLowerCase(Locale.ROOT);
                    Column known = columns.putIfAbsent(name, column);
                    seenIn.putIfAbsent(name, info.key());
                    if (known != null) {
                        columns.put(name, merged(known, column, seenIn.get(name), info.key()));
                    }
                }
            }
        } catch (EngineException e) {
            throw new NeuralakeException(
                    "Cannot convert folder " + files.store().location() + " to a table: " + e.getMessage(), e);
        }
        spec.partitionColumns().forEach(column -> columns.put(column.name().toLowerCase(Locale.ROOT), column));
        return new Schema(List.copyOf(columns.values()));
    }

    /** A column of two files: whole numbers of up to 32 bits are stored in one way, so the wider type reads both. */
    private Column merged(Column known, Column column, String first, String second) {
        List<DataType> small = List.of(Primitive.BYTE, Primitive.SHORT, Primitive.INT);
        if (small.contains(known.type()) && small.contains(column.type())) {
            return small.indexOf(known.type()) < small.indexOf(column.type()) ? column : known;
        }
        if (!known.type().equals(column.type())) {
            throw refused("column '" + column.name() + "' is " + known.type() + " in file " + first + " and "
                    + column.type() + " in file " + second + " (write one of them anew with the other's type)");
        }
        return known;
    }

    /** The columns of the old 96-bit form, which are moments whatever else their file says. */
    private static Set<String> instants(Session session, String file) {
        Set<String> names = new HashSet<>();
        try (Result result = session.query("SELECT name FROM parquet_schema(" + file + ") WHERE type = 'INT96'");
                var rows = result.rows()) {
            while (rows.hasNext()) {
                names.add(String.valueOf(rows.next()[0]));
            }
        }
        return names;
    }

    private NeuralakeException refused(String reason) {
        return new NeuralakeException("Cannot convert folder " + files.table() + " to a table: " + reason);
    }
}
