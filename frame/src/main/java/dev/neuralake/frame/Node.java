package dev.neuralake.frame;

import dev.neuralake.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of expression that users do not meet by name. A plan holds them resolved: names spelt as the schema spells
 * them, struct paths taken apart, casts written out.
 */
public sealed interface Node extends Expr {

    /**
     * A column.
     *
     * @param side which input it is of; {@link Side#INPUT} except inside the condition and the output of a join
     */
    record Ref(Side side, String name) implements Node {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** Which input a column is of. */
    enum Side {
        INPUT,
        LEFT,
        RIGHT
    }

    /** The field of a struct. */
    record Field(Expr struct, String name) implements Node {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** A value: one of the Java values of {@link DataType}, or null. Byte arrays and lists are owned. */
    record Literal(@Nullable Object value) implements Node {
        public Literal {
            value = Literals.normalize(value);
        }

        /** The type of the value; null for null, and for lists that hold nothing else. */
        public @Nullable DataType type() {
            return Literals.type(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Literal(var that) && Arrays.deepEquals(new Object[] {value}, new Object[] {that});
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(new Object[] {value});
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** A value that is given later. */
    record Param(String name) implements Node {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** A scalar or window function of its arguments. */
    record Call(Builtin function, List<Expr> arguments) implements Node {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /**
     * A value as another type.
     *
     * @param lenient a value that does not fit becomes null instead of an error
     */
    record Cast(Expr value, DataType type, boolean lenient) implements Node {
        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** A piece of the engine's own SQL: one expression over the columns of the input. */
    record RawSql(String code) implements Node {
        public RawSql {
            Placeholders.requireExpression(code);
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** A named expression. */
    record Alias(Expr value, String name) implements Node {
        public Alias {
            if (name.isBlank()) {
                throw new FrameException("Cannot name " + value + " '" + name + "': the name is empty");
            }
        }

        @Override
        public String toString() {
            return ExprText.of(this);
        }
    }

    /** A call of a function; arguments that are no {@link Term} are values. */
    static Call call(Builtin function, @Nullable Object... arguments) {
        List<Expr> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(of(argument));
        }
        return new Call(function, all);
    }

    /** An expression as it is, anything else as a literal. */
    static Expr of(@Nullable Object value) {
        return value instanceof Term term ? term.expr() : new Literal(value);
    }

    /** The text of a literal that is known to be one: a unit, a pattern, a field's name. */
    static String text(Expr literal) {
        return literal instanceof Literal(String text) ? text : literal.toString();
    }
}
