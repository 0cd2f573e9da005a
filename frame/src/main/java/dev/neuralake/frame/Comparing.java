package dev.neuralake.frame;

import dev.neuralake.frame.Node.Literal;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings values together that are compared with each other, or that are alternatives of each other. */
final class Comparing {
    private Comparing() {}

    /** The values of a comparison; texts that are compared with a date or timestamp are read as one. */
    static List<Typed> prepare(Builtin function, List<Typed> values) {
        Typed first = values.getFirst();
        List<Typed> prepared = new ArrayList<>();
        prepared.add(short_(first));
        for (Typed value : values.subList(1, values.size())) {
            if (function != Builtin.SAME && value.expr() instanceof Literal(var literal) && literal == null) {
                throw new FrameException("Cannot compare " + first
                        + " with null: the result is never true (use isNull, isNotNull or orElse)");
            }
            Typed other = parsed(value, first.type());
            requireComparable(first, other);
            prepared.add(short_(other));
        }
        return prepared;
    }

    static void requireComparable(Typed a, Typed b) {
        if (a.type() != null && b.type() != null && Promotion.common(a.type(), b.type()) == null) {
            throw new FrameException(
                    "Cannot compare " + a + " with " + b + ": the types do not meet (convert one with cast)");
        }
    }

    /** Whole numbers of a comparison stand without their width: it changes nothing and reads better. */
    private static Typed short_(Typed value) {
        if (value.expr() instanceof Literal(Object number)
                && Promotion.isInteger(value.type())
                && number instanceof Number whole
                && whole.longValue() == whole.intValue()) {
            return value.withExpr(new Literal(whole.intValue()));
        }
        return value;
    }

    private static Typed parsed(Typed value, @Nullable DataType wanted) {
        if (!(value.expr() instanceof Literal(Object literal)) || !(literal instanceof String text)) {
            return value;
        }
        try {
            return switch (wanted) {
                case Primitive.DATE -> new Typed(new Literal(LocalDate.parse(text)), wanted, false);
                case Primitive.TIMESTAMP -> new Typed(new Literal(Moments.parse(text)), wanted, false);
                case Primitive.TIMESTAMP_NTZ -> new Typed(new Literal(Moments.parseLocal(text)), wanted, false);
                case null, default -> value;
            };
        } catch (DateTimeException e) {
            throw new FrameException(
                    "Cannot compare a " + wanted + " with '" + text + "': it is not a " + wanted + " (write it as "
                            + example(wanted) + ")",
                    e);
        }
    }

    private static String example(@Nullable DataType type) {
        return type == Primitive.DATE
                ? "2026-01-31"
                : type == Primitive.TIMESTAMP ? "2026-01-31T12:00:00Z" : "2026-01-31T12:00:00";
    }

    /** The alternatives, each cast to their common type where the engine would not do so itself. */
    static List<Typed> alike(String where, List<Typed> values) {
        DataType common = type(where, values);
        if (common == null) {
            return values;
        }
        return values.stream()
                .map(value -> value.type() == null ? value : value.cast(common))
                .toList();
    }

    /** The common type of the alternatives; null where one is not known. */
    static @Nullable DataType type(String where, List<Typed> values) {
        Typed first = null;
        DataType common = null;
        for (Typed value : values) {
            if (value.type() == null) {
                if (value.expr() instanceof Literal) {
                    continue;
                }
                return null;
            }
            DataType both = common == null ? value.type() : Promotion.common(common, value.type());
            if (both == null) {
                throw new FrameException("Cannot use " + first + " and " + value + " together in " + where
                        + ": they have no common type (convert one with cast)");
            }
            first = first == null ? value : first;
            common = both;
        }
        return common;
    }
}
