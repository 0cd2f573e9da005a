package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.Primitive;
import java.util.List;

/** The types of aggregate and window functions. */
final class Aggregates {
    private Aggregates() {}

    /** Integers sum up to a long, floats to a double, decimals to one of 38 digits. */
    static Signature sum() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            Kind.NUMBER.require(function, value);
            Outcome sum = Outcome.of(arguments, null).withNullable(true);
            return switch (value.type()) {
                case null -> sum;
                case Decimal decimal ->
                    new Outcome(arguments, new Decimal(Decimal.MAX_PRECISION, decimal.scale()), true, false);
                case Primitive.FLOAT, Primitive.DOUBLE -> new Outcome(arguments, Primitive.DOUBLE, true, false);
                default -> sum.castTo(Primitive.LONG);
            };
        };
    }

    /** Numbers interpolate to a double, dates and timestamps to a timestamp. */
    static Signature quantile() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            if (Promotion.isTime(value.type())) {
                DataType type = value.type() == Primitive.DATE ? Primitive.TIMESTAMP_NTZ : value.type();
                return Outcome.of(arguments, type).withNullable(true);
            }
            Kind.NUMBER.require(function, value);
            boolean exact = Promotion.isInteger(value.type()) || value.type() == Primitive.DOUBLE;
            List<Typed> all = new java.util.ArrayList<>(arguments);
            all.set(0, exact ? value : value.cast(Primitive.DOUBLE));
            return Outcome.of(all, Primitive.DOUBLE).withNullable(true);
        };
    }

    static Signature list() {
        return (function, arguments) -> {
            DataType element = arguments.getFirst().type();
            return Outcome.of(arguments, element == null ? null : DataType.array(element));
        };
    }

    /** A value of another row, the offset, and what stands for a missing row. */
    static Signature neighbour() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            if (arguments.size() < 3) {
                return Outcome.of(arguments, value.type()).withNullable(true);
            }
            List<Typed> alike = Comparing.alike(function.label(), List.of(value, arguments.get(2)));
            DataType type = Comparing.type(function.label(), alike);
            return Outcome.of(List.of(alike.get(0), arguments.get(1), alike.get(1)), type);
        };
    }
}
