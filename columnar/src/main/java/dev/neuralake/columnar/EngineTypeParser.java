package dev.neuralake.columnar;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads type names as the engine prints them: {@code STRUCT("a b" INTEGER, c DECIMAL(10,2)[])}. */
final class EngineTypeParser {

    /** How much a value of an engine type must change to be one of ours. */
    enum Fit {
        /** Nothing: the engine's type is ours. */
        EXACT,
        /** The engine exports it to Arrow as our type already; in a file it would be another. */
        IN_ARROW,
        /** It needs a cast. */
        BY_CAST;

        Fit and(Fit other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    record Parsed(DataType type, Fit fit) {}

    private final String text;
    private int at;

    EngineTypeParser(String text) {
        this.text = text;
    }

    Parsed parse() {
        Parsed parsed = type();
        skipSpace();
        if (at < text.length()) {
            throw unknown();
        }
        return parsed;
    }

    private Parsed type() {
        Parsed type = element();
        while (accept('[')) {
            boolean fixed = !accept(']');
            if (fixed) {
                at = text.indexOf(']', at) + 1;
            }
            type = new Parsed(DataType.array(type.type), fixed ? Fit.BY_CAST : type.fit);
        }
        return type;
    }

    private Parsed element() {
        String name = name().toUpperCase(Locale.ROOT);
        return switch (name) {
            case "DECIMAL", "NUMERIC" -> decimal();
            case "STRUCT" -> struct(false);
            case "TUPLE" -> struct(true);
            case "MAP" -> map();
            case "ENUM", "UNION", "GEOMETRY" -> {
                skipArguments();
                yield new Parsed(Primitive.STRING, Fit.BY_CAST);
            }
            default -> primitive(name);
        };
    }

    private Parsed primitive(String name) {
        return switch (name) {
            case "BOOLEAN" -> exact(Primitive.BOOLEAN);
            case "TINYINT" -> exact(Primitive.BYTE);
            case "SMALLINT" -> exact(Primitive.SHORT);
            case "INTEGER" -> exact(Primitive.INT);
            case "BIGINT" -> exact(Primitive.LONG);
            case "FLOAT" -> exact(Primitive.FLOAT);
            case "DOUBLE" -> exact(Primitive.DOUBLE);
            case "VARCHAR" -> exact(Primitive.STRING);
            case "BLOB" -> exact(Primitive.BINARY);
            case "DATE" -> exact(Primitive.DATE);
            case "TIMESTAMP" -> timestamp();
            case "TIMESTAMPTZ" -> exact(Primitive.TIMESTAMP);
            case "TIMESTAMPTZ_NS" -> cast(Primitive.TIMESTAMP);
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> cast(Primitive.TIMESTAMP_NTZ);
            case "UTINYINT" -> cast(Primitive.SHORT);
            case "USMALLINT" -> cast(Primitive.INT);
            case "UINTEGER" -> cast(Primitive.LONG);
            case "UBIGINT" -> cast(DataType.decimal(20, 0));
            case "HUGEINT" -> new Parsed(DataType.decimal(38, 0), Fit.IN_ARROW);
            case "UHUGEINT" -> cast(DataType.decimal(38, 0));
            case "JSON", "UUID" -> new Parsed(Primitive.STRING, Fit.IN_ARROW);
            case "VARIANT" -> cast(Primitive.VARIANT);
            case "TIME" -> {
                withTimeZone();
                yield cast(Primitive.STRING);
            }
            case "TIME_NS", "INTERVAL", "BIT", "BIGNUM", "NULL" -> cast(Primitive.STRING);
            default -> throw unknown();
        };
    }

    private Parsed timestamp() {
        return exact(withTimeZone() ? Primitive.TIMESTAMP : Primitive.TIMESTAMP_NTZ);
    }

    private boolean withTimeZone() {
        String words = " WITH TIME ZONE";
        boolean present = text.regionMatches(true, at, words, 0, words.length());
        at += present ? words.length() : 0;
        return present;
    }

    private Parsed decimal() {
        expect('(');
        int precision = Integer.parseInt(name());
        expect(',');
        int scale = Integer.parseInt(name());
        expect(')');
        return exact(DataType.decimal(precision, scale));
    }

    private Parsed map() {
        expect('(');
        Parsed key = type();
        expect(',');
        Parsed value = type();
        expect(')');
        return new Parsed(DataType.map(key.type, value.type), key.fit.and(value.fit));
    }

    private Parsed struct(boolean unnamed) {
        expect('(');
        List<Column> fields = new ArrayList<>();
        Fit fit = unnamed ? Fit.BY_CAST : Fit.EXACT;
        do {
            String name = unnamed ? "_" + (fields.size() + 1) : name();
            Parsed field = type();
            fields.add(Column.of(name, field.type));
            fit = fit.and(field.fit);
        } while (accept(','));
        expect(')');
        return new Parsed(new StructType(fields), fit);
    }

    /** Skips {@code ('a', 'b,''')} or {@code (a INTEGER)}, where there is one. */
    private void skipArguments() {
        if (!accept('(')) {
            return;
        }
        for (int depth = 1; depth > 0; at++) {
            switch (peek()) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\'', '"' -> at = endOfQuoted(at);
                default -> {}
            }
        }
    }

    private int endOfQuoted(int start) {
        char quote = text.charAt(start);
        int end = start + 1;
        while (end < text.length() && (text.charAt(end) != quote || isAt(end + 1, quote))) {
            end += text.charAt(end) == quote ? 2 : 1;
        }
        if (end >= text.length()) {
            throw unknown();
        }
        return end;
    }

    private boolean isAt(int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private String name() {
        skipSpace();
        if (peek() == '"') {
            int end = endOfQuoted(at);
            String name = text.substring(at + 1, end).replace("\"\"", "\"");
            at = end + 1;
            return name;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw unknown();
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (isAt(at, ' ')) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw unknown();
        }
        return text.charAt(at);
    }

    private boolean accept(char c) {
        skipSpace();
        boolean present = isAt(at, c);
        at += present ? 1 : 0;
        return present;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw unknown();
        }
    }

    private static Parsed exact(DataType type) {
        return new Parsed(type, Fit.EXACT);
    }

    private static Parsed cast(DataType type) {
        return new Parsed(type, Fit.BY_CAST);
    }

    private NeuralakeException unknown() {
        return new NeuralakeException(
                "Cannot use the engine type " + text + ": no column type corresponds to it (cast it in the query)");
    }
}
