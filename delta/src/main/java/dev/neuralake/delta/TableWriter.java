package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans the creation of a table, appends and overwrites; the data files are written while planning. */
final class TableWriter {
    /** What every writer of the last ten years can read and write. */
    private final TableFiles files;

    TableWriter(TableFiles files) {
        this.files = files;
    }

    Change append(Snapshot basis, Rows rows, WriteOptions options) {
        WriteChecks.requireWritable(basis.protocol(), basis.metadata(), files.table());
        List<Action> actions = new ArrayList<>(options.transactions());
        Metadata metadata = evolved(basis, rows, options, actions);
        List<AddFile> added = new DataWriter(files, metadata).write(rows);
        count(basis, metadata, rows, added, actions);
        actions.addAll(added);
        return new Change(basis, "WRITE", parameters("Append", basis), metrics(added), actions, Reads.nothing());
    }

    Change overwrite(Snapshot basis, Rows rows, WriteOptions options) {
        WriteChecks.requireWritable(basis.protocol(), basis.metadata(), files.table());
        WriteChecks.requireNotAppendOnly(basis.metadata(), "overwrite", files.table());
        List<Action> actions = new ArrayList<>(options.transactions());
        Metadata metadata = evolved(basis, rows, options, actions);
        List<AddFile> added = new DataWriter(files, metadata).write(rows);
        count(basis, metadata, rows, added, actions);
        long now = System.currentTimeMillis();
        basis.files().forEach(file -> actions.add(file.remove(now, true)));
        actions.addAll(added);
        Map<String, Long> metrics = metrics(added);
        metrics.put("numRemovedFiles", (long) basis.numFiles());
        metrics.put("numRemovedBytes", basis.sizeBytes());
        return new Change(basis, "WRITE", parameters("Overwrite", basis), metrics, actions, Reads.everything());
    }

    /** Notes how far identity columns have come. */
    private static void count(Snapshot basis, Metadata metadata, Rows rows, List<AddFile> added, List<Action> actions) {
        if (metadata.schema().columns().stream().anyMatch(IdentityColumns::is)) {
            IdentityColumns.put(
                    actions, basis.metadata(), IdentityColumns.advanced(metadata, rows.schema(), records(added)));
        }
    }

    /** The metadata to write by: the table's, or with schema evolution what the rows make of it. */
    Metadata evolved(Snapshot basis, Rows rows, WriteOptions options, List<Action> actions) {
        Metadata metadata = basis.metadata();
        if (options.mergeSchema()) {
            List<Action> rules = Alterer.rules(files, basis, SchemaMerge.merged(metadata, rows.schema()));
            actions.addAll(rules);
            for (Action rule : rules) {
                metadata = rule instanceof Metadata changed ? changed : metadata;
            }
        }
        return metadata;
    }

    private static Map<String, Object> parameters(String mode, Snapshot basis) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("mode", mode);
        parameters.put("partitionBy", json(basis.partitionColumns()));
        return parameters;
    }

    static Map<String, Long> metrics(List<AddFile> added) {
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numFiles", (long) added.size());
        metrics.put("numOutputRows", records(added));
        metrics.put(
                "numOutputBytes", added.stream().mapToLong(AddFile::sizeBytes).sum());
        return metrics;
    }

    static long records(List<AddFile> added) {
        return added.stream()
                .mapToLong(file -> FileStatistics.records(file.stats()).orElse(0))
                .sum();
    }

    /** Spark keeps lists and maps among the parameters as texts of JSON. */
    static String json(Object value) {
        return Json.MAPPER.valueToTree(value).toString();
    }
}
