package dev.neuralake.server;

import static dev.neuralake.frame.Functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.frame.Expr;
import dev.neuralake.frame.FrameException;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.SortKey;
import dev.neuralake.frame.Term;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a frame of a table and of what a request asks of it, each value read by the type of its column. */
final class TableFrame {
    private final LazyFrame table;
    private final TableRequest request;

    TableFrame(LazyFrame table, TableRequest request) {
        this.table = part(table, request.part());
        this.request = request;
    }

    private static LazyFrame part(LazyFrame table, TableRequest.Part part) {
        return switch (part) {
            case TableRequest.Part.State(var time) -> table.asOf(time);
            case TableRequest.Part.Changes(var from, var to) -> changes(table, from, to);
        };
    }

    private static LazyFrame changes(LazyFrame table, TimeTravel from, TimeTravel to) {
        try {
            return table.changes(from, to);
        } catch (FrameException e) {
            throw new HttpError(ErrorCode.INVALID_PARAMETER, String.valueOf(e.getMessage()), e);
        }
    }

    /** @throws dev.neuralake.frame.UnknownColumnException where the request names a column that is not there */
    LazyFrame rows(long count) {
        LazyFrame frame = table;
        List<Term> conditions = new ArrayList<>();
        for (TableRequest.Filter filter : request.filters()) {
            conditions.add(condition(filter));
        }
        if (!conditions.isEmpty()) {
            frame = frame.filter(conditions.toArray(Term[]::new));
        }
        if (!request.sort().isEmpty()) {
            frame = frame.sort(request.sort().stream().map(TableFrame::key).toArray(SortKey[]::new));
        }
        frame = frame.limit(count, request.offset());
        return request.columns().isEmpty()
                ? frame
                : frame.select(request.columns().toArray(String[]::new));
    }

    private static SortKey key(TableRequest.SortKey key) {
        return key.descending() ? col(key.column()).desc() : col(key.column()).asc();
    }

    private Expr condition(TableRequest.Filter filter) {
        Expr column = col(filter.column());
        DataType type = table.select(column.as("filtered"))
                .schema()
                .columns()
                .getFirst()
                .type();
        check(filter, type);
        return switch (filter.operator()) {
            case EQ -> column.eq(value(filter, filter.value(), type));
            case NE -> column.ne(value(filter, filter.value(), type));
            case LT -> column.lt(value(filter, filter.value(), type));
            case LE -> column.le(value(filter, filter.value(), type));
            case GT -> column.gt(value(filter, filter.value(), type));
            case GE -> column.ge(value(filter, filter.value(), type));
            case IN -> column.in(values(filter, type));
            case NOT_IN -> column.notIn(values(filter, type));
            case LIKE -> column.text().like(filter.value());
            case ILIKE -> column.text().likeAnyCase(filter.value());
            case STARTS_WITH -> column.text().startsWith(filter.value());
            case ENDS_WITH -> column.text().endsWith(filter.value());
            case CONTAINS -> column.text().contains(filter.value());
            case NULL -> flag(filter) ? column.isNull() : column.isNotNull();
            case NOT_NULL -> flag(filter) ? column.isNotNull() : column.isNull();
        };
    }

    private static void check(TableRequest.Filter filter, DataType type) {
        boolean ofAnyType = filter.operator() == FilterOperator.NULL || filter.operator() == FilterOperator.NOT_NULL;
        if (filter.operator().isTextual() && type != Primitive.STRING) {
            throw invalid(filter, "column '" + filter.column() + "' is of type " + type + " and not a string");
        }
        if (!ofAnyType && (type.isNested() || type == Primitive.VARIANT)) {
            throw invalid(
                    filter,
                    "column '" + filter.column() + "' is of type " + type
                            + ", of which only null and notnull are asked");
        }
    }

    private static Object value(TableRequest.Filter filter, String text, DataType type) {
        try {
            return TypedText.parse(text, type);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    filter, "'" + text + "' is no value of column '" + filter.column() + "', which is of type " + type);
        }
    }

    /** Texts between commas, or a JSON list where a text holds a comma itself. */
    private static List<Object> values(TableRequest.Filter filter, DataType type) {
        String text = filter.value();
        List<String> texts =
                text.startsWith("[") ? json(filter) : text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
        List<Object> values = new ArrayList<>();
        for (String one : texts) {
            values.add(value(filter, one, type));
        }
        return values;
    }

    private static List<String> json(TableRequest.Filter filter) {
        try {
            List<String> texts = new ArrayList<>();
            for (JsonNode node : Json.MAPPER.readTree(filter.value())) {
                if (!node.isValueNode() || node.isNull()) {
                    throw invalid(filter, "its list holds something that is neither a text nor a number");
                }
                texts.add(node.asText());
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw invalid(filter, "it begins like a JSON list and is none");
        }
    }

    private static boolean flag(TableRequest.Filter filter) {
        return switch (filter.value()) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw invalid(filter, "its value is neither true nor false");
        };
    }

    private static HttpError invalid(TableRequest.Filter filter, String reason) {
        return new HttpError(
                ErrorCode.INVALID_PARAMETER, "Cannot use " + filter.parameter() + "=" + filter.value() + ": " + reason);
    }
}
