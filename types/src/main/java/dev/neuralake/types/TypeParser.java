package dev.neuralake.types;

import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the text of a type by recursive descent. */
final class TypeParser {
    private static final Map<String, Primitive> NAMES = Map.ofEntries(
            Map.entry("boolean", Primitive.BOOLEAN),
            Map.entry("byte", Primitive.BYTE),
            Map.entry("tinyint", Primitive.BYTE),
            Map.entry("short", Primitive.SHORT),
            Map.entry("smallint", Primitive.SHORT),
            Map.entry("int", Primitive.INT),
            Map.entry("integer", Primitive.INT),
            Map.entry("long", Primitive.LONG),
            Map.entry("bigint", Primitive.LONG),
            Map.entry("float", Primitive.FLOAT),
            Map.entry("real", Primitive.FLOAT),
            Map.entry("double", Primitive.DOUBLE),
            Map.entry("string", Primitive.STRING),
            Map.entry("binary", Primitive.BINARY),
            Map.entry("date", Primitive.DATE),
            Map.entry("timestamp", Primitive.TIMESTAMP),
            Map.entry("timestamp_ltz", Primitive.TIMESTAMP),
            Map.entry("timestamp_ntz", Primitive.TIMESTAMP_NTZ),
            Map.entry("variant", Primitive.VARIANT));

    private final String text;
    private int at;

    TypeParser(String text) {
        this.text = text;
    }

    DataType parse() {
        DataType type = type();
        skipBlanks();
        if (at < text.length()) {
            throw failure("unexpected text at position " + (at + 1));
        }
        return type;
    }

    /** A field's name as it stands inside {@code struct<…>}: in backticks unless it is a plain word. */
    static String fieldName(String name) {
        return name.matches("\\w+") ? name : "`" + name.replace("`", "``") + "`";
    }

    private DataType type() {
        String word = word().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "decimal", "dec", "numeric" -> decimal();
            case "array" -> array();
            case "map" -> map();
            case "struct" -> struct();
            default -> {
                Primitive primitive = NAMES.get(word);
                if (primitive == null) {
                    throw failure("'" + word + "' is not a type" + Nearest.hint(word, NAMES.keySet()));
                }
                yield primitive;
            }
        };
    }

    private DataType decimal() {
        if (!take('(')) {
            return DataType.decimal(10, 0);
        }
        int precision = number();
        int scale = take(',') ? number() : 0;
        expect(')');
        return DataType.decimal(precision, scale);
    }

    private ArrayType array() {
        expect('<');
        DataType element = type();
        expect('>');
        return DataType.array(element);
    }

    private MapType map() {
        expect('<');
        DataType key = type();
        expect(',');
        DataType value = type();
        expect('>');
        return DataType.map(key, value);
    }

    private StructType struct() {
        expect('<');
        List<Column> fields = new ArrayList<>();
        while (!take('>')) {
            if (!fields.isEmpty()) {
                expect(',');
            }
            String name = word();
            take(':');
            DataType type = type();
            Column field = takeNotNull() ? Column.of(name, type).required() : Column.of(name, type);
            fields.add(field.withComment(comment()));
        }
        return new StructType(fields);
    }

    private boolean takeNotNull() {
        skipBlanks();
        if (text.regionMatches(true, at, "not null", 0, 8)) {
            at += 8;
            return true;
        }
        return false;
    }

    /** {@code COMMENT 'text'} behind a field; empty where there is none. */
    private String comment() {
        skipBlanks();
        if (!text.regionMatches(true, at, "comment", 0, 7)) {
            return "";
        }
        at += 7;
        expect('\'');
        StringBuilder comment = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\'') {
                comment.append(c);
            } else if (at < text.length() && text.charAt(at) == '\'') {
                comment.append('\'');
                at++;
            } else {
                return comment.toString();
            }
        }
        throw failure("the quote of a comment is not closed");
    }

    private String word() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '`') {
            return quoted();
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (start == at) {
            throw failure("a name is missing at position " + (at + 1));
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '`') {
                name.append(c);
            } else if (at < text.length() && text.charAt(at) == '`') {
                name.append('`');
                at++;
            } else {
                return name.toString();
            }
        }
        throw failure("a backtick is not closed");
    }

    private int number() {
        String word = word();
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw failure("'" + word + "' is not a number");
        }
    }

    private boolean take(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw failure("'" + wanted + "' is missing at position " + (at + 1));
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private NeuralakeException failure(String reason) {
        return new NeuralakeException("Cannot read type '" + text + "': " + reason);
    }
}
