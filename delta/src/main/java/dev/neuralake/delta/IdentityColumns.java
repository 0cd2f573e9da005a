package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns whose values the table gives out, each once (PROTOCOL.md, "Identity Columns"). How far they have come stands
 * in the column's metadata, so that of two writers who give values out at once the second must plan anew. Values may be
 * left out.
 */
final class IdentityColumns {
    private static final String PREFIX = "delta.identity.";
    private static final String START = PREFIX + "start";
    private static final String STEP = PREFIX + "step";
    private static final String MARK = PREFIX + "highWaterMark";
    private static final String EXPLICIT = PREFIX + "allowExplicitInsert";

    private IdentityColumns() {}

    static boolean is(Column column) {
        return column.metadata().containsKey(START);
    }

    private static List<Column> of(Metadata metadata) {
        return metadata.schema().columns().stream().filter(IdentityColumns::is).toList();
    }

    private static long number(Column column, String key) {
        if (column.metadata().get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new NeuralakeException(
                "Cannot write identity column '" + column.name() + "': its metadata has no number " + key);
    }

    private static boolean isExplicitAllowed(Column column) {
        return Boolean.TRUE.equals(column.metadata().get(EXPLICIT));
    }

    private static long next(Column column) {
        return column.metadata().containsKey(MARK)
                ? Math.addExact(number(column, MARK), number(column, STEP))
                : number(column, START);
    }

    /** The values of rows in any order, as an expression of what they are selected by. */
    static String values(Column column) {
        return "CAST(" + next(column) + " + CAST(" + number(column, STEP)
                + " AS BIGINT) * (row_number() OVER () - 1) AS BIGINT)";
    }

    /** Refuses columns to create that cannot count. */
    static void requireValid(Metadata metadata, String table) {
        for (Column column : of(metadata)) {
            String reason = column.type() != Primitive.LONG
                    ? "it is " + column.type() + " (make it a BIGINT)"
                    : number(column, STEP) == 0
                            ? "its step is 0 (INCREMENT BY another number)"
                            : metadata.partitionColumns().contains(column.name())
                                    ? "the table is partitioned by it"
                                    : column.metadata().containsKey(Expressions.GENERATED)
                                                    || column.metadata().containsKey(Expressions.DEFAULT)
                                            ? "it has a default or an expression too"
                                            : "";
            if (!reason.isEmpty()) {
                throw new NeuralakeException(
                        "Cannot count by identity column '" + column.name() + "' of table " + table + ": " + reason);
            }
        }
    }

    /** Refuses rows that bring values of a column which is always counted. */
    static void requireInsertable(Metadata metadata, Schema rows, String table) {
        of(metadata).stream()
                .filter(column -> rows.contains(column.name()) && !isExplicitAllowed(column))
                .findFirst()
                .ifPresent(column -> {
                    throw refused(column, table, "which the table gives out (leave it out)");
                });
    }

    static void requireNotUpdated(Column column, String table) {
        if (is(column)) {
            throw refused(column, table, "whose values do not change (leave it out)");
        }
    }

    static void requireInsertable(Column column, String table) {
        if (is(column) && !isExplicitAllowed(column)) {
            throw refused(column, table, "which the table gives out (leave it out)");
        }
    }

    private static NeuralakeException refused(Column column, String table, String reason) {
        return new NeuralakeException(
                "Cannot write to table " + table + ": column '" + column.name() + "' is an identity column, " + reason);
    }

    /** The metadata once so many rows were written that left out the columns which {@code given} lacks. */
    static Metadata advanced(Metadata metadata, Schema given, long rows) {
        Map<String, Long> marks = new LinkedHashMap<>();
        for (Column column : of(metadata)) {
            if (!given.contains(column.name()) && rows > 0) {
                marks.put(
                        column.name(), Math.addExact(next(column), Math.multiplyExact(number(column, STEP), rows - 1)));
            }
        }
        return withMarks(metadata, marks);
    }

    /** The metadata once the rows of a relation were written, of which some have values that were given out. */
    static Metadata advanced(Metadata metadata, Session session, String relation) {
        Map<String, Long> marks = new LinkedHashMap<>();
        for (Column column : of(metadata)) {
            String last = number(column, STEP) > 0 ? "max" : "min";
            String sql = "SELECT " + last + "(" + Sql.quote(column.name()) + ") FROM " + relation;
            try (var result = session.query(sql);
                    var rows = result.rows()) {
                if (rows.next()[0] instanceof Number mark) {
                    marks.put(column.name(), mark.longValue());
                }
            }
        }
        return withMarks(metadata, marks);
    }

    /** The metadata of one version with the marks of another where those are farther: values are given out once. */
    static Metadata merged(Metadata metadata, Metadata other) {
        Map<String, Long> marks = new LinkedHashMap<>();
        for (Column column : of(metadata)) {
            other.schema()
                    .find(column.name())
                    .filter(known -> is(known) && known.metadata().containsKey(MARK))
                    .ifPresent(known -> marks.put(column.name(), number(known, MARK)));
        }
        return withMarks(metadata, marks);
    }

    private static Metadata withMarks(Metadata metadata, Map<String, Long> marks) {
        List<Column> columns = new ArrayList<>();
        for (Column column : metadata.schema().columns()) {
            Long mark = marks.get(column.name());
            columns.add(mark == null || !isFarther(column, mark) ? column : withMark(column, mark));
        }
        return columns.equals(metadata.schema().columns()) ? metadata : metadata.withSchema(new Schema(columns));
    }

    private static boolean isFarther(Column column, long mark) {
        if (!column.metadata().containsKey(MARK)) {
            return true;
        }
        long known = number(column, MARK);
        return number(column, STEP) > 0 ? mark > known : mark < known;
    }

    private static Column withMark(Column column, long mark) {
        Map<String, Object> metadata = new LinkedHashMap<>(column.metadata());
        metadata.put(MARK, mark);
        return column.withMetadata(metadata);
    }

    /** Puts metadata into a plan in the place of what stands there, unless the table has it already. */
    static void put(List<Action> actions, Metadata basis, Metadata advanced) {
        actions.removeIf(Metadata.class::isInstance);
        if (!advanced.equals(basis)) {
            actions.add(advanced);
        }
    }
}
