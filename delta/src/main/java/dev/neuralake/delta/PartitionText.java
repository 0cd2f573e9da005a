package dev.neuralake.delta;

import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Sql;
import org.jspecify.annotations.Nullable;

/** Partition values as text (PROTOCOL.md, "Partition Value Serialization"), in the engine's SQL. */
final class PartitionText {
    /** What must not stand in the name of a folder, as Hive and Spark escape it. */
    private static final String ESCAPED = "\"#%'*/:=?\\\u007F{[]^";

    private PartitionText() {}

    /** The expression that turns a column into its text; null and the empty text are both null. */
    static String serialize(String expression, DataType type) {
        return switch (type) {
            case Primitive.TIMESTAMP -> "strftime(" + expression + " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')";
            case Primitive.TIMESTAMP_NTZ -> "strftime(" + expression + ", '%Y-%m-%d %H:%M:%S.%f')";
            case Primitive.STRING -> "nullif(" + expression + ", '')";
            case Primitive.BINARY -> "nullif(decode(" + expression + "), '')";
            default -> "CAST(" + expression + " AS VARCHAR)";
        };
    }

    /** The expression that reads a text, or a list of texts where {@code suffix} is {@code []}. */
    static String cast(String texts, DataType type, String suffix) {
        if (type == Primitive.BINARY) {
            return suffix.isEmpty() ? "encode(" + texts + ")" : "list_transform(" + texts + ", lambda t: encode(t))";
        }
        return "CAST(" + texts + " AS " + EngineTypes.toSql(type) + suffix + ")";
    }

    static String literal(@Nullable String text) {
        return text == null || text.isEmpty() ? "NULL" : Sql.text(text);
    }

    /** The folder of a partition value, before it is encoded as a URI. */
    static String folder(Column column, @Nullable String text) {
        return escape(column.name()) + "=" + (text == null ? "__HIVE_DEFAULT_PARTITION__" : escape(text));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
                escaped.append("%%%02X".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
