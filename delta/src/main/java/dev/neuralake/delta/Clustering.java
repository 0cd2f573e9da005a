package dev.neuralake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.delta.Alteration.ClusterBy;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.Feature;
import dev.neuralake.delta.action.Json;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.action.Protocol;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** By which columns a table is clustered (PROTOCOL.md, "Clustered Table"): a metadata domain with physical names. */
final class Clustering {
    static final String DOMAIN = "delta.clustering";
    private static final String COLUMNS = "clusteringColumns";

    private final TableFiles files;
    private final Snapshot basis;

    Clustering(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
    }

    /** The columns that a table is clustered by, as paths of names in its schema; none where it is not. */
    static List<List<String>> columns(Snapshot snapshot) {
        DomainMetadata domain = snapshot.domains().get(DOMAIN);
        List<List<String>> columns = new ArrayList<>();
        if (domain != null) {
            for (JsonNode physical : parse(domain).path(COLUMNS)) {
                List<String> path = new ArrayList<>();
                physical.forEach(name -> path.add(name.asText()));
                columns.add(logical(path, snapshot.metadata()));
            }
        }
        return columns;
    }

    private static JsonNode parse(DomainMetadata domain) {
        try {
            return Json.MAPPER.readTree(domain.configuration());
        } catch (JsonProcessingException e) {
            throw new NeuralakeException("Cannot read the metadata domain " + DOMAIN + ": it is not JSON", e);
        }
    }

    private static List<String> logical(List<String> physical, Metadata metadata) {
        boolean mapped = ColumnMapping.isOn(metadata);
        List<String> path = new ArrayList<>();
        List<Column> level = metadata.schema().columns();
        for (String name : physical) {
            Column column = level.stream()
                    .filter(field -> ColumnMapping.physicalName(field, mapped).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new NeuralakeException(
                            "Cannot read the clustering of the table: it has no column stored as " + physical));
            path.add(column.name());
            level = column.type() instanceof StructType struct ? struct.fields() : List.of();
        }
        return path;
    }

    /** The domain that says so. */
    static DomainMetadata domain(List<List<String>> columns, Metadata metadata, String table) {
        List<List<String>> physical = new ArrayList<>();
        for (List<String> path : columns) {
            Map.Entry<List<String>, DataType> found = ColumnMapping.find(metadata, path)
                    .orElseThrow(() -> refused(
                            table,
                            "it has no column '" + String.join(".", path) + "'; "
                                    + Nearest.among(
                                            "columns",
                                            path.getFirst(),
                                            metadata.schema().names())));
            if (found.getValue().isNested() || found.getValue() == DataType.Primitive.VARIANT) {
                throw refused(table, "column '" + String.join(".", path) + "' is " + found.getValue());
            }
            physical.add(found.getKey());
        }
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put(COLUMNS, physical);
        configuration.put("domainName", DOMAIN);
        return new DomainMetadata(DOMAIN, TableWriter.json(configuration), false);
    }

    static void requirePossible(List<List<String>> columns, List<String> partitionColumns, String table) {
        if (columns.isEmpty()) {
            return;
        }
        if (!partitionColumns.isEmpty()) {
            throw refused(table, "it is partitioned by " + partitionColumns + ", and a table cannot be both");
        }
        if (columns.size() > 4) {
            throw refused(table, "it can be clustered by four columns at most");
        }
    }

    private static NeuralakeException refused(String table, String reason) {
        return new NeuralakeException("Cannot cluster table " + table + ": " + reason);
    }

    static List<String> path(String dotted) {
        return Arrays.asList(dotted.split("\\."));
    }

    Change plan(ClusterBy alteration) {
        List<List<String>> columns =
                alteration.columns().stream().map(Clustering::path).toList();
        requirePossible(columns, basis.partitionColumns(), files.table());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("oldClusteringColumns", text(columns(basis)));
        parameters.put("newClusteringColumns", text(columns));
        return new Change(basis, "CLUSTER BY", parameters, Map.of(), actions(columns), Reads.nothing());
    }

    private List<Action> actions(List<List<String>> columns) {
        List<Action> actions = new ArrayList<>();
        DomainMetadata present = basis.domains().get(DOMAIN);
        if (columns.isEmpty() && present == null) {
            return actions;
        }
        Protocol protocol = basis.protocol().with(EnumSet.of(Feature.CLUSTERING));
        if (!protocol.equals(basis.protocol())) {
            actions.add(protocol);
        }
        DomainMetadata domain = domain(columns, basis.metadata(), files.table());
        if (!domain.equals(present)) {
            actions.add(domain);
        }
        return actions;
    }

    private static String text(List<List<String>> columns) {
        return String.join(
                ",", columns.stream().map(path -> String.join(".", path)).toList());
    }
}
