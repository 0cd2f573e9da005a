package dev.neuralake.server;

import dev.neuralake.types.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of {@code GET /api/tables/{table}} ask for, read but not yet held against the table's columns.
 *
 * @param columns the columns to answer with; empty means all of them
 * @param filters every one must hold
 * @param limit the most rows to answer with; null where the address gives none
 * @param version the version of the table to read; null means the latest
 * @param timestamp the moment whose version is read; never together with {@code version}
 */
record TableRequest(
        List<String> columns,
        List<SortKey> sort,
        List<Filter> filters,
        @Nullable Long limit,
        long offset,
        @Nullable Long version,
        @Nullable Instant timestamp) {

    /** One key to sort by. */
    record SortKey(String column, boolean descending) {}

    /** One condition, as written. */
    record Filter(String parameter, String column, FilterOperator operator, String value) {}

    private static final List<String> NAMES =
            List.of("columns", "sort", "limit", "offset", "version", "timestamp", "format", "filter");

    TableRequest {
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
        filters = List.copyOf(filters);
    }

    /** @throws HttpError where a parameter is unknown, stands twice or has a value that it cannot have */
    static TableRequest parse(QueryString query) {
        List<Filter> filters = new ArrayList<>();
        for (QueryString.Parameter parameter : query.parameters()) {
            String name = parameter.name();
            if (name.startsWith("filter")) {
                filters.add(filter(parameter));
            } else if (!NAMES.contains(name)) {
                throw unknown(name);
            }
        }
        Long version = query.one("version").map(text -> count("version", text)).orElse(null);
        Instant timestamp = query.one("timestamp").map(TableRequest::moment).orElse(null);
        if (version != null && timestamp != null) {
            throw new HttpError(
                    ErrorCode.INVALID_PARAMETER, "Cannot use both 'version' and 'timestamp': each names a version");
        }
        return new TableRequest(
                query.one("columns").map(text -> names("columns", text)).orElse(List.of()),
                query.one("sort").map(TableRequest::sort).orElse(List.of()),
                filters,
                query.one("limit").map(text -> count("limit", text)).orElse(null),
                query.one("offset").map(text -> count("offset", text)).orElse(0L),
                version,
                timestamp);
    }

    private static HttpError unknown(String name) {
        return new HttpError(
                        ErrorCode.INVALID_PARAMETER,
                        "Cannot use parameter '" + name + "': there is none of that name" + Nearest.hint(name, NAMES))
                .hint("Parameters are columns, sort, limit, offset, version, timestamp, format and "
                        + "filter[column]operator.");
    }

    /** {@code filter[column]operator}; the column ends at the last bracket, so its name may hold brackets itself. */
    private static Filter filter(QueryString.Parameter parameter) {
        String name = parameter.name();
        int end = name.lastIndexOf(']');
        if (!name.startsWith("filter[") || end <= "filter[".length()) {
            throw new HttpError(
                            ErrorCode.INVALID_PARAMETER,
                            "Cannot use parameter '" + name + "': it does not name a column in brackets")
                    .hint("Write filter[column]operator=value, such as filter[age]ge=18.");
        }
        FilterOperator operator = FilterOperator.of(name.substring(end + 1), name);
        return new Filter(name, name.substring("filter[".length(), end), operator, parameter.value());
    }

    private static List<SortKey> sort(String text) {
        List<SortKey> keys = new ArrayList<>();
        for (String name : names("sort", text)) {
            boolean descending = name.startsWith("-");
            // A plus arrives as a blank from those who did not encode it.
            boolean signed = descending || name.startsWith("+") || name.startsWith(" ");
            keys.add(new SortKey(signed ? name.substring(1) : name, descending));
        }
        return keys;
    }

    /** Names between commas; one that holds a comma stands in double quotes, a quote in it doubled. */
    private static List<String> names(String parameter, String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        if (quoted || names.stream().anyMatch(one -> one.isBlank() || one.equals("-"))) {
            throw invalid(parameter, text, quoted ? "a quote is left open" : "a name is empty");
        }
        return names;
    }

    private static long count(String parameter, String text) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says all there is to say.
        }
        throw invalid(parameter, text, "it must be a whole number from 0 on");
    }

    private static Instant moment(String text) {
        try {
            return TypedText.instant(text);
        } catch (DateTimeException e) {
            throw invalid("timestamp", text, "it must be of the form 2026-01-31T12:00:00Z");
        }
    }

    private static HttpError invalid(String parameter, String value, String reason) {
        return new HttpError(ErrorCode.INVALID_PARAMETER, "Cannot use " + parameter + "=" + value + ": " + reason);
    }
}
