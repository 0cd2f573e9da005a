package dev.neuralake.cli;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A value for a parameter of a query, as {@code name=value}. Numbers, {@code true}, {@code false} and {@code null} are
 * what they look like; anything else is a text, and so is whatever stands in double quotes.
 *
 * @param name behind the dollar sign, or a number from 1 for a question mark
 */
record ParameterValue(String name, @Nullable Object value) {

    /** Reads {@code name=value}. */
    static final class Converter implements ITypeConverter<ParameterValue> {
        @Override
        public ParameterValue convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("'" + text + "' is not of the form name=value");
            }
            String name = text.substring(0, equals);
            return new ParameterValue(
                    name.startsWith("$") ? name.substring(1) : name, read(text.substring(equals + 1)));
        }
    }

    private static @Nullable Object read(String text) {
        return switch (text) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> text.matches("\".*\"") ? text.substring(1, text.length() - 1) : number(text);
        };
    }

    /** The number that the text is, or else the text. */
    private static Object number(String text) {
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
            return text;
        }
        BigDecimal number = new BigDecimal(text);
        try {
            return number.longValueExact();
        } catch (ArithmeticException fraction) {
            return number;
        }
    }
}
