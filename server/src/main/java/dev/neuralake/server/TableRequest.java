package dev.neuralake.server;

import dev.neuralake.frame.TimeTravel;
import dev.neuralake.types.Nearest;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of {@code GET /api/tables/{table}} and of its {@code /changes} ask for, read but not yet held
 * against the table's columns.
 *
 * @param columns the columns to answer with; empty means all of them
 * @param filters every one must hold
 * @param limit the most rows to answer with; null where the address gives none
 * @param part which rows they are asked of
 */
record TableRequest(
        List<String> columns,
        List<SortKey> sort,
        List<Filter> filters,
        @Nullable Long limit,
        long offset,
        Part part) {

    /** What of a table is read. */
    sealed interface Part {
        /** Its rows at one time. */
        record State(TimeTravel time) implements Part {}

        /** What commits did to its rows, the last one included. */
        record Changes(TimeTravel from, TimeTravel to) implements Part {}
    }

    /** One key to sort by. */
    record SortKey(String column, boolean descending) {}

    /** One condition, as written. */
    record Filter(String parameter, String column, FilterOperator operator, String value) {}

    private static final List<String> NAMES = List.of("columns", "sort", "limit", "offset", "format");

    TableRequest {
        columns = List.copyOf(columns);
        sort = List.copyOf(sort);
        filters = List.copyOf(filters);
    }

    /**
     * Reads what is asked of the rows of a table.
     *
     * @throws HttpError where a parameter is unknown, stands twice or has a value that it cannot have
     */
    static TableRequest parse(QueryString query) {
        return parse(query, List.of("version", "timestamp"), TableRequest::state);
    }

    /** The same of its changes. */
    static TableRequest parseChanges(QueryString query) {
        return parse(query, List.of("from", "to"), TableRequest::changes);
    }

    private static TableRequest parse(QueryString query, List<String> more, Function<QueryString, Part> part) {
        List<String> names =
                Stream.of(NAMES, more, List.of("filter")).flatMap(List::stream).toList();
        List<Filter> filters = new ArrayList<>();
        for (QueryString.Parameter parameter : query.parameters()) {
            String name = parameter.name();
            if (name.startsWith("filter")) {
                filters.add(filter(parameter));
            } else if (!names.contains(name)) {
                throw unknown(name, names);
            }
        }
        return new TableRequest(
                query.one("columns").map(text -> names("columns", text)).orElse(List.of()),
                query.one("sort").map(TableRequest::sort).orElse(List.of()),
                filters,
                query.one("limit").map(text -> count("limit", text)).orElse(null),
                query.one("offset").map(text -> count("offset", text)).orElse(0L),
                part.apply(query));
    }

    private static Part state(QueryString query) {
        Optional<TimeTravel> version = query.one("version").map(text -> version("version", text));
        Optional<TimeTravel> timestamp = query.one("timestamp").map(text -> moment("timestamp", text));
        if (version.isPresent() && timestamp.isPresent()) {
            throw new HttpError(
                    ErrorCode.INVALID_PARAMETER, "Cannot use both 'version' and 'timestamp': each names a version");
        }
        return new Part.State(version.or(() -> timestamp).orElse(TimeTravel.LATEST));
    }

    private static Part changes(QueryString query) {
        TimeTravel from = query.one("from")
                .map(text -> commit("from", text))
                .orElseThrow(() -> new HttpError(
                                ErrorCode.INVALID_PARAMETER, "Cannot read changes: parameter 'from' is not there")
                        .hint("Give the first version, as from=2, or a time, as from=2026-01-31T12:00:00Z."));
        TimeTravel to = query.one("to").map(text -> commit("to", text)).orElse(TimeTravel.LATEST);
        return new Part.Changes(from, to);
    }

    /** A whole number is a version, anything else is to be a time. */
    private static TimeTravel commit(String parameter, String text) {
        return text.matches("\\d+") ? version(parameter, text) : moment(parameter, text);
    }

    private static TimeTravel version(String parameter, String text) {
        return new TimeTravel.Version(count(parameter, text));
    }

    private static HttpError unknown(String name, List<String> names) {
        return new HttpError(
                        ErrorCode.INVALID_PARAMETER,
                        "Cannot use parameter '" + name + "': there is none of that name" + Nearest.hint(name, names))
                .hint("Parameters are " + String.join(", ", names) + "[column]operator.");
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

    private static TimeTravel moment(String parameter, String text) {
        try {
            return new TimeTravel.Timestamp(TypedText.instant(text));
        } catch (DateTimeException e) {
            throw invalid(parameter, text, "it must be of the form 2026-01-31T12:00:00Z");
        }
    }

    private static HttpError invalid(String parameter, String value, String reason) {
        return new HttpError(ErrorCode.INVALID_PARAMETER, "Cannot use " + parameter + "=" + value + ": " + reason);
    }
}
