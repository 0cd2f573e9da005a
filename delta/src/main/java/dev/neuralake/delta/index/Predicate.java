package dev.neuralake.delta.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on rows, as far as files can be told apart by it, under SQL's three-valued logic. Columns are named by
 * their path in the table's schema ({@code ["address", "city"]} for a nested field). Values are the Java values of
 * {@link dev.neuralake.types.DataType}. Immutable.
 */
public sealed interface Predicate {
    /** How a column is compared with a value. */
    enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE;

        Operator negated() {
            return switch (this) {
                case EQ -> NE;
                case NE -> EQ;
                case LT -> GE;
                case LE -> GT;
                case GT -> LE;
                case GE -> LT;
            };
        }
    }

    /** A condition that says nothing about files, or a constant: {@code true} leaves every file in. */
    record Always(boolean value) implements Predicate {}

    record And(List<Predicate> operands) implements Predicate {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<Predicate> operands) implements Predicate {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(Predicate operand) implements Predicate {}

    record Compare(
            List<String> column,
            Operator operator,
            @Nullable Object value) implements Predicate {
        public Compare {
            column = List.copyOf(column);
        }
    }

    /** {@code column IN (values)}, or {@code NOT IN} where {@code negated}. */
    record In(List<String> column, List<@Nullable Object> values, boolean negated) implements Predicate {
        public In {
            column = List.copyOf(column);
            values = Collections.unmodifiableList(new ArrayList<>(values));
        }
    }

    /** {@code column IS NULL}, or {@code IS NOT NULL} where {@code negated}. */
    record IsNull(List<String> column, boolean negated) implements Predicate {
        public IsNull {
            column = List.copyOf(column);
        }
    }

    /** Whether a text begins with {@code prefix}, or does not where {@code negated}. */
    record StartsWith(List<String> column, String prefix, boolean negated) implements Predicate {
        public StartsWith {
            column = List.copyOf(column);
        }
    }

    static Predicate always() {
        return new Always(true);
    }

    static Predicate and(Predicate... operands) {
        return new And(Arrays.asList(operands));
    }

    static Predicate or(Predicate... operands) {
        return new Or(Arrays.asList(operands));
    }

    static Predicate not(Predicate operand) {
        return new Not(operand);
    }

    static Predicate compare(String column, Operator operator, @Nullable Object value) {
        return new Compare(List.of(column), operator, value);
    }

    static Predicate eq(String column, @Nullable Object value) {
        return compare(column, Operator.EQ, value);
    }

    static Predicate lt(String column, Object value) {
        return compare(column, Operator.LT, value);
    }

    static Predicate le(String column, Object value) {
        return compare(column, Operator.LE, value);
    }

    static Predicate gt(String column, Object value) {
        return compare(column, Operator.GT, value);
    }

    static Predicate ge(String column, Object value) {
        return compare(column, Operator.GE, value);
    }

    static Predicate in(String column, Collection<?> values) {
        return new In(List.of(column), new ArrayList<>(values), false);
    }

    /** {@code column IN (values)}, null among them too, or {@code NOT IN}. */
    static Predicate in(List<String> column, Collection<?> values, boolean negated) {
        return new In(column, new ArrayList<>(values), negated);
    }

    static Predicate isNull(String column) {
        return new IsNull(List.of(column), false);
    }

    static Predicate isNotNull(String column) {
        return new IsNull(List.of(column), true);
    }

    static Predicate startsWith(String column, String prefix) {
        return new StartsWith(List.of(column), prefix, false);
    }

    /**
     * The same condition without {@link Not}: a row fulfils it exactly where it fulfils this one. A negated condition
     * is null, not true, wherever the condition is null, so the negation can move inwards.
     */
    default Predicate normalized() {
        return switch (this) {
            case And and ->
                new And(and.operands().stream().map(Predicate::normalized).toList());
            case Or or ->
                new Or(or.operands().stream().map(Predicate::normalized).toList());
            case Not not -> not.operand().negated();
            case Always ignored -> this;
            case Compare ignored -> this;
            case In ignored -> this;
            case IsNull ignored -> this;
            case StartsWith ignored -> this;
        };
    }

    private Predicate negated() {
        return switch (this) {
            // "True" stands for everything that is not understood too, so its negation must leave every file in.
            case Always always -> new Always(true);
            case And and ->
                new Or(and.operands().stream().map(Predicate::negated).toList());
            case Or or -> new And(or.operands().stream().map(Predicate::negated).toList());
            case Not not -> not.operand().normalized();
            case Compare c -> new Compare(c.column(), c.operator().negated(), c.value());
            case In in -> new In(in.column(), in.values(), !in.negated());
            case IsNull isNull -> new IsNull(isNull.column(), !isNull.negated());
            case StartsWith s -> new StartsWith(s.column(), s.prefix(), !s.negated());
        };
    }
}
