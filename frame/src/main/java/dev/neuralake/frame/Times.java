package dev.neuralake.frame;

import dev.neuralake.types.DataType.Primitive;
import java.util.List;

/** The types of calculation with dates and timestamps. */
final class Times {
    private Times() {}

    /** Dates stay dates. */
    static Signature truncated() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            Kind.TIME.require(function, value);
            Outcome same = Outcome.of(arguments, value.type());
            return value.type() == Primitive.DATE ? same.castTo(Primitive.DATE) : same;
        };
    }

    /** Dates stay dates; they move by days and more. */
    static Signature shifted() {
        return (function, arguments) -> {
            Typed value = arguments.getFirst();
            Kind.TIME.require(function, value);
            Kind.INTEGER.require(function, arguments.get(1));
            Outcome same = Outcome.of(arguments, value.type());
            if (value.type() != Primitive.DATE) {
                return same;
            }
            String unit = Node.text(arguments.get(2).expr());
            if (!List.of("days", "weeks", "months", "years").contains(unit)) {
                throw new FrameException(
                        "Cannot move " + value + " by " + unit + ": a date has no time (cast it to timestamp first)");
            }
            return same.castTo(Primitive.DATE);
        };
    }

    static Signature between() {
        return (function, arguments) -> {
            Kind.TIME.require(function, arguments.get(0));
            Kind.TIME.require(function, arguments.get(1));
            List<Typed> alike = Comparing.alike(function.label(), arguments.subList(0, 2));
            return Outcome.of(List.of(alike.get(0), alike.get(1), arguments.get(2)), Primitive.LONG);
        };
    }
}
