package dev.neuralake.delta.index;

import dev.neuralake.delta.index.Predicate.Operator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides from bounds whether a file can hold a row that fulfils a predicate; in doubt it can. */
final class Pruner {
    private final Predicate predicate;
    private final Function<List<String>, @Nullable ColumnBounds> bounds;

    /**
     * @param predicate a normalized predicate
     * @param bounds finds the bounds of a column in the block at hand, null where nothing is known of it
     */
    Pruner(Predicate predicate, Function<List<String>, @Nullable ColumnBounds> bounds) {
        this.predicate = predicate;
        this.bounds = bounds;
    }

    boolean mayMatch(int file) {
        return mayMatch(predicate, file);
    }

    private boolean mayMatch(Predicate p, int file) {
        return switch (p) {
            case Predicate.Always always -> always.value();
            case Predicate.And and -> and.operands().stream().allMatch(operand -> mayMatch(operand, file));
            case Predicate.Or or -> or.operands().stream().anyMatch(operand -> mayMatch(operand, file));
            case Predicate.Not not -> mayMatch(not.normalized(), file);
            case Predicate.Compare c -> compare(c.column(), c.operator(), c.value(), file);
            case Predicate.In in -> in(in, file);
            case Predicate.IsNull isNull -> isNull(isNull, file);
            case Predicate.StartsWith startsWith -> startsWith(startsWith, file);
        };
    }

    private boolean compare(List<String> column, Operator operator, @Nullable Object value, int file) {
        if (value == null) {
            return false;
        }
        ColumnBounds known = bounds.apply(column);
        if (known == null) {
            return true;
        }
        if (known.allNull(file)) {
            return false;
        }
        Object wanted = Values.scaled(value);
        return switch (operator) {
            case EQ -> lowIsNotAbove(known, file, wanted) && highIsNotBelow(known, file, wanted);
            case NE -> !isOnly(known, file, wanted);
            case LT -> signs(known.low(file), wanted, -1, -1);
            case LE -> lowIsNotAbove(known, file, wanted);
            case GT -> mayExceed(known, file, wanted) || signs(known.high(file), wanted, 1, 1);
            case GE -> mayExceed(known, file, wanted) || highIsNotBelow(known, file, wanted);
        };
    }

    private static boolean mayExceed(ColumnBounds known, int file, @Nullable Object wanted) {
        return known.mayHoldNaN()
                || known.highIsPrefix(file)
                        && wanted instanceof String text
                        && known.high(file) instanceof String high
                        && text.startsWith(high);
    }

    private static boolean lowIsNotAbove(ColumnBounds known, int file, @Nullable Object wanted) {
        return signs(known.low(file), wanted, -1, 0);
    }

    private static boolean highIsNotBelow(ColumnBounds known, int file, @Nullable Object wanted) {
        boolean isNaN = wanted instanceof Double d && d.isNaN() && known.mayHoldNaN();
        return isNaN
                || signs(known.high(file), wanted, 0, 1)
                || known.highIsPrefix(file)
                        && wanted instanceof String text
                        && known.high(file) instanceof String high
                        && text.startsWith(high);
    }

    /** Whether the comparison's sign lies in {@code [from, to]}, or there is nothing to compare. */
    private static boolean signs(@Nullable Object bound, @Nullable Object wanted, int from, int to) {
        OptionalInt sign = Values.compare(bound, wanted);
        return sign.isEmpty() || Integer.signum(sign.getAsInt()) >= from && Integer.signum(sign.getAsInt()) <= to;
    }

    /** Whether the column holds nothing but this value (and nulls), for certain. */
    private static boolean isOnly(ColumnBounds known, int file, @Nullable Object wanted) {
        OptionalInt low = Values.compare(known.low(file), wanted);
        OptionalInt high = Values.compare(known.high(file), wanted);
        return low.isPresent()
                && high.isPresent()
                && low.getAsInt() == 0
                && high.getAsInt() == 0
                && !known.mayHoldNaN()
                && !known.highIsPrefix(file);
    }

    private boolean in(Predicate.In in, int file) {
        if (!in.negated()) {
            return in.values().stream().anyMatch(value -> compare(in.column(), Operator.EQ, value, file));
        }
        // NOT IN is never true once the list has a null.
        return in.values().stream().allMatch(value -> value != null && compare(in.column(), Operator.NE, value, file));
    }

    private boolean isNull(Predicate.IsNull isNull, int file) {
        ColumnBounds known = bounds.apply(isNull.column());
        if (known == null) {
            return true;
        }
        return isNull.negated() ? !known.allNull(file) : known.nulls(file) != 0;
    }

    private boolean startsWith(Predicate.StartsWith p, int file) {
        ColumnBounds known = bounds.apply(p.column());
        if (known == null) {
            return true;
        }
        if (known.allNull(file)) {
            return false;
        }
        String low = known.low(file) instanceof String text ? text : null;
        String high = known.high(file) instanceof String text ? text : null;
        if (p.negated()) {
            boolean allBegin = low != null && high != null && low.startsWith(p.prefix()) && high.startsWith(p.prefix());
            return !allBegin;
        }
        boolean tooHigh = low != null && !low.startsWith(p.prefix()) && Values.compareText(low, p.prefix()) > 0;
        boolean tooLow = high != null && !p.prefix().startsWith(high) && Values.compareText(high, p.prefix()) < 0;
        return !tooHigh && !tooLow;
    }
}
