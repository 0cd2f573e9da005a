package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which Java values are literals, and of which type. */
final class Literals {
    private Literals() {}

    /** The value as one of the Java values of a column, owned by the literal. */
    static @Nullable Object normalize(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean _, Byte _, Short _, Integer _, Long _, Float _, Double _, String _ -> value;
            case LocalDate _, Instant _, LocalDateTime _ -> value;
            case BigDecimal decimal -> fitting(decimal);
            case BigInteger integer -> fitting(new BigDecimal(integer));
            case byte[] bytes -> bytes.clone();
            case Character _, UUID _ -> value.toString();
            case Enum<?> constant -> constant.name();
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            case Collection<?> values -> list(values);
            default ->
                throw new FrameException("Cannot use a value of " + value.getClass()
                        + " as a literal: no column type holds it (convert it first)");
        };
    }

    private static List<@Nullable Object> list(Collection<?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object value : values) {
            all.add(normalize(value));
        }
        return Collections.unmodifiableList(all);
    }

    private static BigDecimal fitting(BigDecimal value) {
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        if (precision(plain) > Decimal.MAX_PRECISION) {
            throw new FrameException("Cannot use " + value + " as a literal: a decimal has at most "
                    + Decimal.MAX_PRECISION + " digits (round it)");
        }
        return plain;
    }

    private static int precision(BigDecimal value) {
        return Math.max(value.precision(), value.scale() + (value.scale() > 0 ? 1 : 0));
    }

    /** The type of a normalized value; null for null and for lists that do not tell. */
    static @Nullable DataType type(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean _ -> Primitive.BOOLEAN;
            case Byte _ -> Primitive.BYTE;
            case Short _ -> Primitive.SHORT;
            case Integer _ -> Primitive.INT;
            case Long _ -> Primitive.LONG;
            case Float _ -> Primitive.FLOAT;
            case Double _ -> Primitive.DOUBLE;
            case BigDecimal decimal -> new Decimal(precision(decimal), decimal.scale());
            case byte[] _ -> Primitive.BINARY;
            case LocalDate _ -> Primitive.DATE;
            case Instant _ -> Primitive.TIMESTAMP;
            case LocalDateTime _ -> Primitive.TIMESTAMP_NTZ;
            case List<?> list -> listType(list);
            default -> Primitive.STRING;
        };
    }

    private static @Nullable DataType listType(List<?> values) {
        DataType element = null;
        for (Object value : values) {
            DataType type = type(value);
            if (type != null) {
                element = element == null ? type : Promotion.common(element, type);
                if (element == null) {
                    throw new FrameException(
                            "Cannot use " + values + " as a literal: its elements have no common type");
                }
            }
        }
        return element == null ? null : DataType.array(element);
    }
}
