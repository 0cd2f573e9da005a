package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of arithmetic, with the casts that keep the engine from calculating in too narrow a type. */
final class Arithmetics {
    private Arithmetics() {}

    static Signature sum() {
        return (function, arguments) -> binary(function, arguments, Arithmetics::sumOf);
    }

    static Signature product() {
        return (function, arguments) -> binary(function, arguments, Arithmetics::productOf);
    }

    static Signature rest(Kind kind) {
        return (function, arguments) -> {
            arguments.forEach(argument -> kind.require(function, argument));
            return binary(function, arguments, Promotion::common);
        };
    }

    /** Always a double, except that floats stay floats. */
    static Signature quotient() {
        return (function, arguments) -> {
            Outcome plain = binary(function, arguments, Promotion::common);
            DataType type = plain.type() == null || plain.type() == Primitive.FLOAT ? plain.type() : Primitive.DOUBLE;
            return Outcome.of(arguments, type);
        };
    }

    static Signature rounded() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            Kind.NUMBER.require(function, value);
            Kind.INTEGER.require(function, arguments.get(1));
            if (value.type() instanceof Decimal decimal
                    && arguments.get(1).expr() instanceof Node.Literal(Integer digits)) {
                int scale = Math.min(decimal.scale(), Math.max(0, digits));
                return Outcome.of(arguments, new Decimal(decimal.precision(), scale));
            }
            return Outcome.of(arguments, value.type());
        };
    }

    /** Whole numbers: of the same type, decimals without their scale. */
    static Signature whole() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            Kind.NUMBER.require(function, value);
            if (value.type() instanceof Decimal decimal) {
                return Outcome.of(arguments, new Decimal(decimal.precision(), 0));
            }
            return Outcome.of(arguments, value.type());
        };
    }

    private interface Rule {
        @Nullable
        DataType of(DataType a, DataType b);
    }

    private static Outcome binary(Builtin function, List<Typed> arguments, Rule rule) {
        Typed a = arguments.get(0);
        Typed b = arguments.get(1);
        Kind.NUMBER.require(function, a);
        Kind.NUMBER.require(function, b);
        if (a.type() == null || b.type() == null) {
            return Outcome.of(arguments, null);
        }
        Typed left = widened(a, b);
        Typed right = widened(b, a);
        DataType leftType = Signature.typeOr(left, a.type());
        DataType rightType = Signature.typeOr(right, b.type());
        if (leftType instanceof Decimal decimal && overflowsShort(leftType, rightType, rule)) {
            left = left.cast(new Decimal(Promotion.SHORT_DECIMAL + 1, decimal.scale()));
        } else if (rightType instanceof Decimal decimal && overflowsShort(leftType, rightType, rule)) {
            right = right.cast(new Decimal(Promotion.SHORT_DECIMAL + 1, decimal.scale()));
        }
        DataType type = rule.of(Signature.typeOr(left, leftType), Signature.typeOr(right, rightType));
        return Outcome.of(List.of(left, right), type);
    }

    /** The engine takes an integer literal for as narrow as the other side is; Java and SQL take it for an int. */
    private static Typed widened(Typed value, Typed other) {
        boolean narrow = value.type() == Primitive.BYTE || value.type() == Primitive.SHORT;
        return narrow && other.isLiteral() && other.type() == Primitive.INT ? value.cast(Primitive.INT) : value;
    }

    /** The engine keeps the result of two short decimals short, and then fails on what does not fit. */
    private static boolean overflowsShort(DataType a, DataType b, Rule rule) {
        return rule.of(a, b) instanceof Decimal result
                && result.precision() > Promotion.SHORT_DECIMAL
                && Promotion.decimal(a).precision() <= Promotion.SHORT_DECIMAL
                && Promotion.decimal(b).precision() <= Promotion.SHORT_DECIMAL;
    }

    private static @Nullable DataType sumOf(DataType a, DataType b) {
        if (!(Promotion.common(a, b) instanceof Decimal)) {
            return Promotion.common(a, b);
        }
        Decimal x = Promotion.decimal(a);
        Decimal y = Promotion.decimal(b);
        int scale = Math.max(x.scale(), y.scale());
        int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
        return new Decimal(Math.min(Decimal.MAX_PRECISION, whole + scale + 1), scale);
    }

    private static @Nullable DataType productOf(DataType a, DataType b) {
        if (!(Promotion.common(a, b) instanceof Decimal)) {
            return Promotion.common(a, b);
        }
        Decimal x = Promotion.decimal(a);
        Decimal y = Promotion.decimal(b);
        int scale = x.scale() + y.scale();
        if (scale > Decimal.MAX_PRECISION) {
            throw new FrameException("Cannot multiply a " + a + " with a " + b + ": the result has " + scale
                    + " digits behind the point, more than 38 (cast one to a smaller scale or to double)");
        }
        return new Decimal(Math.min(Decimal.MAX_PRECISION, x.precision() + y.precision()), scale);
    }
}
