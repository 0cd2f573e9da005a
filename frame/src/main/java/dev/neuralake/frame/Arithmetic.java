package dev.neuralake.frame;

/**
 * Calculation with numbers. Integers that grow out of their type fail the query; a double divided by zero is infinite,
 * an integer divided or reduced by zero fails the query.
 */
sealed interface Arithmetic extends Term permits Expr {

    default Expr plus(Object value) {
        return Node.call(Builtin.PLUS, this, value);
    }

    default Expr minus(Object value) {
        return Node.call(Builtin.MINUS, this, value);
    }

    default Expr times(Object value) {
        return Node.call(Builtin.TIMES, this, value);
    }

    /** The quotient as a double, of integers as well: 7 divided by 2 is 3.5. */
    default Expr divide(Object value) {
        return Node.call(Builtin.DIVIDE, this, value);
    }

    /** The quotient of two integers without its fraction, as Java divides: -7 by 2 is -3. */
    default Expr divideInt(Object value) {
        return Node.call(Builtin.DIVIDE_INT, this, value);
    }

    /** The rest of a division, with the sign of this value, as in Java. */
    default Expr modulo(Object value) {
        return Node.call(Builtin.MODULO, this, value);
    }

    default Expr negate() {
        return Node.call(Builtin.NEGATE, this);
    }

    default Expr abs() {
        return Node.call(Builtin.ABS, this);
    }

    /** Rounds to whole numbers, halves away from zero; the type stays. */
    default Expr round() {
        return round(0);
    }

    /** Rounds to this many digits behind the point (negative: before it), halves away from zero. */
    default Expr round(int digits) {
        return Node.call(Builtin.ROUND, this, digits);
    }

    /** The nearest whole number that is not greater. */
    default Expr floor() {
        return Node.call(Builtin.FLOOR, this);
    }

    /** The nearest whole number that is not less. */
    default Expr ceil() {
        return Node.call(Builtin.CEIL, this);
    }

    /** The whole number that is left without the fraction. */
    default Expr truncate() {
        return Node.call(Builtin.TRUNCATE, this);
    }

    /** -1, 0 or 1. */
    default Expr sign() {
        return Node.call(Builtin.SIGN, this);
    }

    default Expr sqrt() {
        return Node.call(Builtin.SQRT, this);
    }

    default Expr power(Object exponent) {
        return Node.call(Builtin.POWER, this, exponent);
    }

    default Expr exp() {
        return Node.call(Builtin.EXP, this);
    }

    /** The natural logarithm. */
    default Expr ln() {
        return Node.call(Builtin.LN, this);
    }

    default Expr log10() {
        return Node.call(Builtin.LOG10, this);
    }

    default Expr log2() {
        return Node.call(Builtin.LOG2, this);
    }

    default Expr sin() {
        return Node.call(Builtin.SIN, this);
    }

    default Expr cos() {
        return Node.call(Builtin.COS, this);
    }

    /**
     * Whether a float or double is not a number. Sorting and comparing take NaN as equal to itself and the greatest.
     */
    default Expr isNaN() {
        return Node.call(Builtin.IS_NAN, this);
    }
}
