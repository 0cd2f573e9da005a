package dev.neuralake.columnar;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Values as the engine casts them to text. */
final class EngineText {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private EngineText() {}

    /** @throws NeuralakeException where the text is not one of such a value */
    static Object parse(DataType type, String text) {
        try {
            return switch (type) {
                case Primitive primitive -> parse(primitive, text);
                case Decimal ignored -> new BigDecimal(text);
                case DataType nested -> throw new IllegalArgumentException(nested + " has parts");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new NeuralakeException("Cannot read '" + text + "' as " + type + ": " + e.getMessage(), e);
        }
    }

    private static Object parse(Primitive type, String text) {
        return switch (type) {
            case BOOLEAN -> text.equals("true") || text.equals("1");
            case BYTE -> Byte.parseByte(text);
            case SHORT -> Short.parseShort(text);
            case INT -> Integer.parseInt(text);
            case LONG -> Long.parseLong(text);
            case FLOAT -> Float.parseFloat(real(text));
            case DOUBLE -> Double.parseDouble(real(text));
            case STRING, VARIANT -> text;
            case BINARY -> bytes(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> timestamp(text.replace("+00", "")).toInstant(ZoneOffset.UTC);
            case TIMESTAMP_NTZ -> timestamp(text);
        };
    }

    private static LocalDateTime timestamp(String text) {
        return LocalDateTime.parse(text, TIMESTAMP);
    }

    private static String real(String text) {
        return switch (text) {
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case "nan", "-nan" -> "NaN";
            default -> text;
        };
    }

    /** Printable bytes stand for themselves, the others are written {@code \x0F}. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
