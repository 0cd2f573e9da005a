package dev.neuralake.delta;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.Alteration.AddConstraint;
import dev.neuralake.delta.Alteration.DropConstraint;
import dev.neuralake.delta.Alteration.SetNotNull;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans what every row must fulfil. Rows that are there are checked before a rule is made. */
final class ConstraintAlterer {
    private final TableFiles files;
    private final Snapshot basis;
    private final Metadata metadata;

    ConstraintAlterer(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
        this.metadata = basis.metadata();
    }

    Change add(AddConstraint alteration) {
        if (key(alteration.name()).isPresent()) {
            throw refused("add", alteration.name(), "there is one of that name (drop it first)");
        }
        String condition = translated(alteration);
        requireBoolean(alteration, condition);
        long violations = count("(" + condition + ") IS NOT TRUE");
        if (violations > 0) {
            throw refused(
                    "add",
                    alteration.name(),
                    violations + " row" + (violations == 1 ? " does" : "s do") + " not fulfil " + alteration.condition()
                            + " (correct or delete them first)");
        }
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        configuration.put(Expressions.CONSTRAINT + alteration.name().toLowerCase(Locale.ROOT), alteration.condition());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("name", alteration.name());
        parameters.put("expr", alteration.condition());
        return change(metadata.withConfiguration(configuration), "ADD CONSTRAINT", parameters, Reads.everything());
    }

    private String translated(AddConstraint alteration) {
        try {
            return PortableSql.translate(alteration.condition());
        } catch (NeuralakeException e) {
            throw refused(
                    "add",
                    alteration.name(),
                    "its condition (" + alteration.condition() + ") must mean the same in every engine, and "
                            + e.getMessage());
        }
    }

    private void requireBoolean(AddConstraint alteration, String condition) {
        try (Session session = files.engine().session()) {
            String none = basis.scanSql(ScanRequest.of(List.of()));
            Schema schema = session.describe("SELECT (" + condition + ") AS holds FROM (" + none + ")");
            if (schema.columns().getFirst().type() != Primitive.BOOLEAN) {
                throw refused(
                        "add", alteration.name(), "its condition (" + alteration.condition() + ") is not boolean");
            }
        } catch (EngineException e) {
            throw refused(
                    "add", alteration.name(), "its condition (" + alteration.condition() + "): " + e.getMessage());
        }
    }

    Change drop(DropConstraint alteration) {
        Optional<String> key = key(alteration.name());
        if (key.isEmpty() && !alteration.ifExists()) {
            List<String> names = List.copyOf(Expressions.checks(metadata).keySet());
            throw refused(
                    "drop",
                    alteration.name(),
                    "there is none of that name; " + Nearest.among("constraints", alteration.name(), names));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("name", alteration.name());
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        key.ifPresent(present -> parameters.put("expr", String.valueOf(configuration.remove(present))));
        parameters.put("existed", String.valueOf(key.isPresent()));
        return change(metadata.withConfiguration(configuration), "DROP CONSTRAINT", parameters, Reads.nothing());
    }

    private Optional<String> key(String name) {
        return metadata.configuration().keySet().stream()
                .filter(key -> key.equalsIgnoreCase(Expressions.CONSTRAINT + name))
                .findFirst();
    }

    Change setNotNull(SetNotNull alteration) {
        ColumnPath path = new ColumnPath(files.table(), alteration.column());
        Column[] described = new Column[1];
        Schema schema = path.field(basis.schema(), (field, steps) -> {
            if (!steps.isEmpty()) {
                throw path.refused("what lies in arrays and maps cannot be made NOT NULL");
            }
            described[0] = field.withNullable(false);
            return described[0];
        });
        if (schema.equals(basis.schema())) {
            return change(metadata, "CHANGE COLUMN", Map.of(), Reads.nothing());
        }
        long nulls = count(isNull(alteration.column()));
        if (nulls > 0) {
            throw path.refused("it is null in " + nulls + " row" + (nulls == 1 ? "" : "s")
                    + ", so it cannot be NOT NULL (fill them first)");
        }
        Map<String, Object> parameters =
                Map.of("column", SchemaAlterer.json(SchemaAlterer.description(alteration.column(), described[0])));
        return change(metadata.withSchema(schema), "CHANGE COLUMN", parameters, Reads.everything());
    }

    /** A field of a struct that is null is not missed. */
    private static String isNull(List<String> column) {
        List<String> conditions = new ArrayList<>();
        for (int length = 1; length <= column.size(); length++) {
            String value = column.subList(0, length).stream().map(Sql::quote).collect(Collectors.joining("."));
            conditions.add(value + (length < column.size() ? " IS NOT NULL" : " IS NULL"));
        }
        return String.join(" AND ", conditions);
    }

    private long count(String condition) {
        String sql = "SELECT count(*) FROM (" + basis.scanSql() + ") WHERE " + condition;
        try (Session session = files.engine().session();
                Result result = session.query(sql);
                var rows = result.rows()) {
            return ((Number) java.util.Objects.requireNonNull(rows.next()[0])).longValue();
        }
    }

    private Change change(Metadata changed, String operation, Map<String, Object> parameters, Reads reads) {
        return Alterer.change(files, basis, changed, operation, parameters, reads);
    }

    private NeuralakeException refused(String verb, String name, String reason) {
        return new NeuralakeException(
                "Cannot " + verb + " constraint " + name + " of table " + files.table() + ": " + reason);
    }
}
