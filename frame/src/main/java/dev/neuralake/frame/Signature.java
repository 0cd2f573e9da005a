package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a function takes and what it yields. */
@FunctionalInterface
interface Signature {
    Outcome apply(Builtin function, List<Typed> arguments);

    /** Arguments of these kinds, a result of this type. */
    static Signature of(DataType result, Kind... kinds) {
        return (function, arguments) -> {
            require(function, arguments, kinds);
            return Outcome.of(arguments, result);
        };
    }

    /** Any number of arguments of one kind, a result of this type. */
    static Signature each(DataType result, Kind kind) {
        return (function, arguments) -> {
            arguments.forEach(argument -> kind.require(function, argument));
            return Outcome.of(arguments, result);
        };
    }

    /** One argument, a result of its type. */
    static Signature same(Kind kind) {
        return sameOfFirst(kind);
    }

    /** Arguments of these kinds, a result of the first one's type. */
    static Signature sameOfFirst(Kind... kinds) {
        return (function, arguments) -> {
            require(function, arguments, kinds);
            return Outcome.of(arguments, arguments.getFirst().type());
        };
    }

    /** Values that compare with each other, a condition. */
    static Signature comparison() {
        return (function, arguments) -> Outcome.of(Comparing.prepare(function, arguments), Primitive.BOOLEAN);
    }

    /** Values that have a common type, which is the result's. */
    static Signature common() {
        return (function, arguments) -> {
            List<Typed> alike = Comparing.alike(function.label(), arguments);
            return Outcome.of(alike, Comparing.type(function.label(), arguments));
        };
    }

    static Signature nullIf() {
        return (function, arguments) -> {
            List<Typed> compared = Comparing.prepare(function, arguments);
            return Outcome.of(compared, compared.getFirst().type()).withNullable(true);
        };
    }

    static Signature array() {
        return (function, arguments) -> {
            if (arguments.isEmpty()) {
                throw new FrameException("Cannot make an array of nothing: its element type is unknown");
            }
            List<Typed> alike = Comparing.alike(function.label(), arguments);
            DataType element = Comparing.type(function.label(), arguments);
            return Outcome.of(alike, element == null ? null : DataType.array(element))
                    .withNullable(false);
        };
    }

    /** Named values, which come as pairs of a literal name and a value. */
    static Signature struct() {
        return (function, arguments) -> {
            List<Column> fields = new ArrayList<>();
            Set<String> names = new HashSet<>();
            boolean known = true;
            for (int i = 0; i < arguments.size(); i += 2) {
                String name = Node.text(arguments.get(i).expr());
                Typed value = arguments.get(i + 1);
                if (!names.add(name.toLowerCase(Locale.ROOT))) {
                    throw new FrameException(
                            "Cannot make a struct with two fields '" + name + "' (rename one with as)");
                }
                known &= value.type() != null;
                fields.add(Column.of(name, value.type() == null ? Primitive.STRING : value.type())
                        .withNullable(value.nullable()));
            }
            return new Outcome(arguments, known ? new DataType.StructType(fields) : null, false, false);
        };
    }

    /** Never null. */
    default Signature total() {
        return (function, arguments) -> apply(function, arguments).withNullable(false);
    }

    /** Null even where no argument is. */
    default Signature partial() {
        return (function, arguments) -> apply(function, arguments).withNullable(true);
    }

    /** Null only where every argument is. */
    default Signature firstOf() {
        return (function, arguments) ->
                apply(function, arguments).withNullable(arguments.stream().allMatch(Typed::nullable));
    }

    /** May stand without its argument. */
    default Signature optional() {
        return (function, arguments) ->
                arguments.isEmpty() ? Outcome.of(arguments, Primitive.LONG) : apply(function, arguments);
    }

    private static void require(Builtin function, List<Typed> arguments, Kind... kinds) {
        if (kinds.length != arguments.size()) {
            throw new FrameException("Cannot call " + function.label() + " with " + arguments.size()
                    + " arguments: it takes " + kinds.length);
        }
        for (int i = 0; i < kinds.length; i++) {
            kinds[i].require(function, arguments.get(i));
        }
    }

    /** The type of the argument, or this one where it is not known. */
    static DataType typeOr(Typed argument, DataType other) {
        @Nullable DataType type = argument.type();
        return type == null ? other : type;
    }
}
