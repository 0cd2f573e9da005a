package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.ArrayType;
import dev.neuralake.types.DataType.Decimal;
import dev.neuralake.types.DataType.MapType;
import dev.neuralake.types.DataType.Primitive;
import org.jspecify.annotations.Nullable;

/** The types of functions of lists and maps. */
final class Lists {
    private Lists() {}

    static Signature element() {
        return (function, arguments) -> {
            Kind.INTEGER.require(function, arguments.get(1));
            return Outcome.of(arguments, elementType(function, arguments.getFirst()));
        };
    }

    static Signature contains() {
        return (function, arguments) -> {
            Typed list = arguments.getFirst();
            DataType element = elementType(function, list);
            if (element != null) {
                Comparing.requireComparable(new Typed(list.expr(), element, true), arguments.get(1));
            }
            return Outcome.of(arguments, Primitive.BOOLEAN);
        };
    }

    static Signature sum() {
        return (function, arguments) -> {
            DataType element = elementType(function, arguments.getFirst());
            requireNumbers(function, arguments.getFirst(), element);
            Outcome sum = Outcome.of(arguments, element).withNullable(true);
            return switch (element) {
                case null -> sum;
                case Decimal decimal ->
                    new Outcome(arguments, new Decimal(Decimal.MAX_PRECISION, decimal.scale()), true, false);
                case Primitive.FLOAT, Primitive.DOUBLE -> new Outcome(arguments, Primitive.DOUBLE, true, false);
                default -> sum.castTo(Primitive.LONG);
            };
        };
    }

    static Signature mean() {
        return (function, arguments) -> {
            requireNumbers(function, arguments.getFirst(), elementType(function, arguments.getFirst()));
            return Outcome.of(arguments, Primitive.DOUBLE).withNullable(true);
        };
    }

    static Signature extreme() {
        return (function, arguments) -> Outcome.of(arguments, elementType(function, arguments.getFirst()))
                .withNullable(true);
    }

    static Signature mapValue() {
        return (function, arguments) -> {
            MapType map = mapType(function, arguments.getFirst());
            if (map != null) {
                Comparing.requireComparable(new Typed(arguments.getFirst().expr(), map.key(), false), arguments.get(1));
            }
            return Outcome.of(arguments, map == null ? null : map.value());
        };
    }

    static Signature mapKeys() {
        return (function, arguments) -> {
            MapType map = mapType(function, arguments.getFirst());
            return Outcome.of(arguments, map == null ? null : new ArrayType(map.key(), false));
        };
    }

    static Signature mapValues() {
        return (function, arguments) -> {
            MapType map = mapType(function, arguments.getFirst());
            return Outcome.of(arguments, map == null ? null : new ArrayType(map.value(), map.valueContainsNull()));
        };
    }

    private static @Nullable DataType elementType(Builtin function, Typed list) {
        Kind.LIST.require(function, list);
        return list.type() instanceof ArrayType array ? array.element() : null;
    }

    private static @Nullable MapType mapType(Builtin function, Typed map) {
        Kind.MAP.require(function, map);
        return map.type() instanceof MapType type ? type : null;
    }

    private static void requireNumbers(Builtin function, Typed list, @Nullable DataType element) {
        if (element != null && !element.isNumeric()) {
            throw new FrameException("Cannot use " + list + " in " + function.label() + ": it takes a list of numbers");
        }
    }
}
