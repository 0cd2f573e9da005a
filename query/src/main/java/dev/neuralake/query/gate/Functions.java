package dev.neuralake.query.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.neuralake.types.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of the engine's functions a query may call, and with what. */
final class Functions {
    static final Set<String> SCALAR = names("functions.txt");
    static final Set<String> TABLE = names("table-functions.txt");

    /** Functions that make a value as large as a number says, and which argument that number is. */
    private static final Map<String, Integer> SIZED =
            Map.of("repeat", 1, "lpad", 1, "rpad", 1, "list_resize", 1, "array_resize", 1, "bar", 3, "to_base", 2);

    private static final long SIZE_MAX = 10_000;

    private static final Set<String> FORMATS = Set.of("format", "printf");

    /** A width or precision of five digits, or one that comes from an argument. */
    private static final Pattern UNBOUNDED_FORMAT = Pattern.compile("\\d{5}|\\*|\\{[^}]*\\{");

    private static final Set<String> SERIES = Set.of("range", "generate_series");

    private static final String READ = "the tables of a query are those of the catalog (declare the file as a table, "
            + "or pass --table name=PATH)";
    private static final Map<String, String> REASONS = Map.of(
            "read_", READ,
            "parquet_", READ,
            "json_execute", "queries are not built from text",
            "json_serialize", "queries are not built from text",
            "query", "queries are not built from text",
            "glob", "queries do not look at files",
            "duckdb_", "the engine's own tables are not part of the catalog (see the catalog's tables instead)",
            "pragma_", "the engine's own tables are not part of the catalog (see the catalog's tables instead)",
            "sniff_", READ);

    private Functions() {}

    /** Why this scalar function, aggregate or window function may not be called so; null if it may. */
    static @Nullable String refusal(String name, JsonNode arguments) {
        String folded = name.toLowerCase(Locale.ROOT);
        if (!SCALAR.contains(folded)) {
            return unknown(folded, SCALAR);
        }
        Integer sizeAt = SIZED.get(folded);
        if (sizeAt != null && arguments.size() > sizeAt && !isSmallNumber(argument(arguments, sizeAt))) {
            return "argument " + (sizeAt + 1) + " decides how much memory the result takes, so it must be a number "
                    + "of at most " + SIZE_MAX + ", written out";
        }
        if (FORMATS.contains(folded) && !isHarmlessFormat(argument(arguments, 0))) {
            return "its format must be a text, written out, with widths below " + SIZE_MAX;
        }
        return null;
    }

    /** Why this table function may not be read; null if it may. */
    static @Nullable String tableRefusal(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return TABLE.contains(folded) ? null : unknown(folded, TABLE);
    }

    /** Whether a call makes a list as long as its arguments say. */
    static boolean isSeries(String name) {
        return SERIES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String unknown(String name, Set<String> allowed) {
        for (Map.Entry<String, String> reason : REASONS.entrySet()) {
            if (name.startsWith(reason.getKey())) {
                return reason.getValue();
            }
        }
        return "it is not among the functions that a query may call" + Nearest.hint(name, allowed);
    }

    private static boolean isSmallNumber(JsonNode argument) {
        JsonNode literal = argument.path("literal");
        String text = literal.path("text").asText();
        return literal.path("kind").asText().equals("INTEGER")
                && text.length() <= 6
                && Long.parseLong(text.replace("_", "")) <= SIZE_MAX;
    }

    private static boolean isHarmlessFormat(JsonNode argument) {
        JsonNode literal = argument.path("literal");
        return literal.path("kind").asText().equals("STRING")
                && !UNBOUNDED_FORMAT.matcher(literal.path("text").asText()).find();
    }

    private static JsonNode argument(JsonNode arguments, int index) {
        return arguments.path(index).path("expression");
    }

    private static Set<String> names(String resource) {
        try (InputStream in = Objects.requireNonNull(Functions.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("# "))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
