package dev.neuralake.delta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.MergeSpec.Matching;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows to merge, in a temporary table, and what they tell of the table's rows that they can match.
 *
 * @param name the temporary table, quoted
 * @param alias what expressions call the source
 */
record MergeSource(Session session, String name, String alias, Schema schema, long rows) {
    private static final Pattern LAST_NAME = Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|(\\w+))\\s*$");
    /** Types whose values the engine orders as statistics do. */
    static final Set<DataType> COMPARABLE =
            Set.of(Primitive.BYTE, Primitive.SHORT, Primitive.INT, Primitive.LONG, Primitive.DATE, Primitive.STRING);

    /** What expressions call the source. */
    static String alias(MergeSpec spec) {
        if (spec.sourceAlias() != null) {
            return spec.sourceAlias();
        }
        Matcher name = LAST_NAME.matcher(spec.source());
        if (spec.source().strip().startsWith("(") || !name.find()) {
            return "source";
        }
        return name.group(1) == null ? name.group(2) : name.group(1).replace("\"\"", "\"");
    }

    static MergeSource of(Session session, String name, MergeSpec spec, Schema schema) {
        long rows = KeyPredicate.count(session, "SELECT count(*) FROM " + name);
        return new MergeSource(session, name, alias(spec), schema, rows);
    }

    /** The merge's condition, which reads the rows of the table that a row of this source can match. */
    Condition condition(Metadata metadata, String tableAlias, MergeSpec spec) {
        JsonNode parsed = Condition.parse(session, spec.condition());
        Predicate predicate =
                spec.has(Matching.NOT_MATCHED_BY_SOURCE) ? Predicate.always() : predicate(metadata, tableAlias, parsed);
        return new Condition(spec.condition(), predicate, Condition.hasSubquery(parsed));
    }

    private Predicate predicate(Metadata metadata, String tableAlias, JsonNode parsed) {
        PredicateReader reader = new PredicateReader(names -> target(metadata, tableAlias, names));
        List<Predicate> all = new ArrayList<>();
        all.add(reader.read(parsed));
        for (JsonNode conjunct : conjuncts(parsed)) {
            if (conjunct.path("type").asText().equals("COMPARE_EQUAL")) {
                key(reader, conjunct.path("left"), conjunct.path("right")).ifPresent(all::add);
                key(reader, conjunct.path("right"), conjunct.path("left")).ifPresent(all::add);
            }
        }
        return new Predicate.And(all);
    }

    private static List<JsonNode> conjuncts(JsonNode node) {
        if (!node.path("type").asText().equals("CONJUNCTION_AND")) {
            return List.of(node);
        }
        List<JsonNode> conjuncts = new ArrayList<>();
        node.path("children").forEach(child -> conjuncts.addAll(conjuncts(child)));
        return conjuncts;
    }

    /** A column of the table; a name that is not qualified must not be the source's as well. */
    private Optional<PredicateReader.Target> target(Metadata metadata, String tableAlias, List<String> names) {
        boolean qualified = names.size() > 1 && names.getFirst().equalsIgnoreCase(tableAlias);
        boolean ofSource = names.getFirst().equalsIgnoreCase(alias)
                || ColumnMapping.find(schema.columns(), names.getFirst()).isPresent();
        return qualified || !ofSource ? Condition.resolve(metadata, tableAlias, names) : Optional.empty();
    }

    /** The values that a column of the table must have to equal a column of the source. */
    private Optional<Predicate> key(PredicateReader reader, JsonNode tableSide, JsonNode sourceSide) {
        Optional<PredicateReader.Target> target = reader.column(tableSide);
        Optional<Column> column = sourceColumn(sourceSide);
        boolean usable = target.isPresent()
                && column.isPresent()
                && COMPARABLE.contains(target.get().type())
                && COMPARABLE.contains(column.get().type())
                && (target.get().type().isNumeric() == column.get().type().isNumeric())
                && (target.get().type().isNumeric()
                        || target.get().type().equals(column.get().type()));
        return usable
                ? Optional.of(KeyPredicate.of(
                        session,
                        target.get().path(),
                        name,
                        Sql.quote(column.get().name())))
                : Optional.empty();
    }

    private Optional<Column> sourceColumn(JsonNode node) {
        if (!node.path("class").asText().equals("COLUMN_REF")) {
            return Optional.empty();
        }
        List<String> names = PredicateReader.names(node);
        boolean qualified = names.size() == 2 && names.getFirst().equalsIgnoreCase(alias);
        return qualified || names.size() == 1
                ? ColumnMapping.find(schema.columns(), names.getLast())
                : Optional.empty();
    }
}
