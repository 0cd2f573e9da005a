package dev.neuralake.delta;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plans the first version of a table, or one that takes the place of all before: its rules, and perhaps its rows. */
final class TableCreator {
    private static final Protocol BASE = Protocol.of(1, 2);

    private final TableFiles files;

    TableCreator(TableFiles files) {
        this.files = files;
    }

    /**
     * @param replaced the table that goes; null where there is none. Its history stays
     * @param rows the table's first rows; null for none
     */
    Change plan(TableSpec spec, @Nullable Snapshot replaced, @Nullable Rows rows) {
        TableFeatures.Rules rules = rules(spec, replaced == null ? BASE : replaced.protocol());
        Metadata metadata = rules.metadata();
        List<Action> actions = new ArrayList<>();
        if (replaced == null || !rules.protocol().equals(replaced.protocol())) {
            actions.add(rules.protocol());
        }
        cluster(spec, metadata, replaced, actions);
        List<AddFile> added = rows == null ? List.of() : new DataWriter(files, metadata).write(rows);
        actions.add(
                rows == null
                        ? metadata
                        : IdentityColumns.advanced(metadata, rows.schema(), TableWriter.records(added)));
        Map<String, Long> metrics = rows == null ? new LinkedHashMap<>() : TableWriter.metrics(added);
        if (replaced != null) {
            long now = System.currentTimeMillis();
            replaced.files().forEach(file -> actions.add(file.remove(now, true)));
            metrics.put("numRemovedFiles", (long) replaced.numFiles());
            metrics.put("numRemovedBytes", replaced.sizeBytes());
        }
        actions.addAll(added);
        String operation =
                (replaced == null ? "CREATE TABLE" : "CREATE OR REPLACE TABLE") + (rows == null ? "" : " AS SELECT");
        return new Change(replaced, operation, parameters(spec, metadata), metrics, actions, Reads.everything());
    }

    private TableFeatures.Rules rules(TableSpec spec, Protocol base) {
        Map<String, String> configuration = TableProperty.checked(spec.properties(), files.table());
        spec.constraints().forEach((name, check) -> configuration.put(Expressions.CONSTRAINT + name, check));
        Metadata asked = Metadata.of(
                UUID.randomUUID().toString(),
                null,
                description(spec),
                spec.schema(),
                spec.partitionColumns(),
                configuration,
                System.currentTimeMillis());
        TableFeatures.Rules rules = TableFeatures.agree(base, asked);
        Metadata metadata =
                ColumnMapping.isOn(asked) ? ColumnMapping.assign(rules.metadata(), false) : rules.metadata();
        Set<Feature> clustering = spec.clusteringColumns().isEmpty() ? Set.of() : EnumSet.of(Feature.CLUSTERING);
        Protocol protocol = rules.protocol().with(clustering);
        ColumnNames.requireValid(metadata, files.table());
        StatisticsColumns.requireValid(metadata, files.table());
        IdentityColumns.requireValid(metadata, files.table());
        WriteChecks.requireWritable(protocol, metadata, files.table());
        return new TableFeatures.Rules(protocol, metadata);
    }

    private void cluster(TableSpec spec, Metadata metadata, @Nullable Snapshot replaced, List<Action> actions) {
        boolean wasClustered = replaced != null && replaced.domains().containsKey(Clustering.DOMAIN);
        if (spec.clusteringColumns().isEmpty() && !wasClustered) {
            return;
        }
        List<List<String>> columns =
                spec.clusteringColumns().stream().map(Clustering::path).toList();
        if (!columns.isEmpty()) {
            Clustering.requirePossible(columns, spec.partitionColumns(), files.table());
        }
        actions.add(Clustering.domain(columns, metadata, files.table()));
    }

    private static @Nullable String description(TableSpec spec) {
        return spec.description() == null || spec.description().isEmpty() ? null : spec.description();
    }

    private static Map<String, Object> parameters(TableSpec spec, Metadata metadata) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("partitionBy", TableWriter.json(spec.partitionColumns()));
        parameters.put("clusterBy", TableWriter.json(spec.clusteringColumns()));
        if (metadata.description() != null) {
            parameters.put("description", metadata.description());
        }
        parameters.put("isManaged", "false");
        parameters.put("properties", TableWriter.json(metadata.configuration()));
        return parameters;
    }
}
