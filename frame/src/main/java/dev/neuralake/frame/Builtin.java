package dev.neuralake.frame;

import static dev.neuralake.frame.Kind.ANY;
import static dev.neuralake.frame.Kind.BOOLEAN;
import static dev.neuralake.frame.Kind.FLOATING;
import static dev.neuralake.frame.Kind.INTEGER;
import static dev.neuralake.frame.Kind.LIST;
import static dev.neuralake.frame.Kind.LOCAL;
import static dev.neuralake.frame.Kind.MAP;
import static dev.neuralake.frame.Kind.MOMENT;
import static dev.neuralake.frame.Kind.NUMBER;
import static dev.neuralake.frame.Kind.TEXT;
import static dev.neuralake.frame.Kind.TEXT_OR_BINARY;
import static dev.neuralake.frame.Kind.TIME;
import static dev.neuralake.frame.Kind.ZONED;
import static dev.neuralake.types.DataType.Primitive.DATE;
import static dev.neuralake.types.DataType.Primitive.DOUBLE;
import static dev.neuralake.types.DataType.Primitive.LONG;
import static dev.neuralake.types.DataType.Primitive.STRING;
import static dev.neuralake.types.DataType.Primitive.TIMESTAMP;
import static dev.neuralake.types.DataType.Primitive.TIMESTAMP_NTZ;

import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.util.List;
import java.util.Locale;

/**
 * Every function and operator that expressions are made of: what it takes and what it yields. How it is spelt is up to
 * each dialect.
 */
public enum Builtin {
    EQ(Signature.comparison()),
    NE(Signature.comparison()),
    LT(Signature.comparison()),
    LE(Signature.comparison()),
    GT(Signature.comparison()),
    GE(Signature.comparison()),
    SAME(Signature.comparison().total()),
    IN(Signature.comparison()),
    IS_NULL(Signature.of(Primitive.BOOLEAN, ANY).total()),
    IS_NOT_NULL(Signature.of(Primitive.BOOLEAN, ANY).total()),
    AND(Signature.of(Primitive.BOOLEAN, BOOLEAN, BOOLEAN)),
    OR(Signature.of(Primitive.BOOLEAN, BOOLEAN, BOOLEAN)),
    NOT(Signature.of(Primitive.BOOLEAN, BOOLEAN)),

    PLUS(Arithmetics.sum()),
    MINUS(Arithmetics.sum()),
    TIMES(Arithmetics.product()),
    DIVIDE(Arithmetics.quotient()),
    DIVIDE_INT(Arithmetics.rest(INTEGER)),
    MODULO(Arithmetics.rest(NUMBER)),
    NEGATE(Signature.same(NUMBER)),
    ABS(Signature.same(NUMBER)),
    SIGN(Signature.of(Primitive.BYTE, NUMBER)),
    ROUND(Arithmetics.rounded()),
    FLOOR(Arithmetics.whole()),
    CEIL(Arithmetics.whole()),
    TRUNCATE(Arithmetics.whole()),
    SQRT(Signature.of(DOUBLE, NUMBER)),
    POWER(Signature.of(DOUBLE, NUMBER, NUMBER)),
    EXP(Signature.of(DOUBLE, NUMBER)),
    LN(Signature.of(DOUBLE, NUMBER)),
    LOG10(Signature.of(DOUBLE, NUMBER)),
    LOG2(Signature.of(DOUBLE, NUMBER)),
    SIN(Signature.of(DOUBLE, NUMBER)),
    COS(Signature.of(DOUBLE, NUMBER)),
    IS_NAN(Signature.of(Primitive.BOOLEAN, FLOATING)),

    COALESCE(Signature.common().firstOf()),
    GREATEST(Signature.common().firstOf()),
    LEAST(Signature.common().firstOf()),
    NULL_IF(Signature.nullIf()),
    STRUCT(Signature.struct()),
    ARRAY(Signature.array()),
    NOW(Signature.of(TIMESTAMP).total()),
    TODAY(Signature.of(DATE).total()),

    UPPER(Signature.of(STRING, TEXT)),
    LOWER(Signature.of(STRING, TEXT)),
    TRIM(Signature.of(STRING, TEXT)),
    TRIM_START(Signature.of(STRING, TEXT)),
    TRIM_END(Signature.of(STRING, TEXT)),
    LENGTH(Signature.of(LONG, TEXT)),
    REVERSE(Signature.of(STRING, TEXT)),
    REPEAT(Signature.of(STRING, TEXT, INTEGER)),
    SLICE(Signature.of(STRING, TEXT, INTEGER, INTEGER)),
    PAD_START(Signature.of(STRING, TEXT, INTEGER, TEXT)),
    PAD_END(Signature.of(STRING, TEXT, INTEGER, TEXT)),
    INDEX_OF(Signature.of(LONG, TEXT, TEXT)),
    CONTAINS(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    STARTS_WITH(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    ENDS_WITH(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    LIKE(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    LIKE_ANY_CASE(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    MATCHES(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    FINDS(Signature.of(Primitive.BOOLEAN, TEXT, TEXT)),
    EXTRACT(Signature.of(STRING, TEXT, TEXT, INTEGER).partial()),
    REPLACE(Signature.of(STRING, TEXT, TEXT, TEXT)),
    REPLACE_REGEX(Signature.of(STRING, TEXT, TEXT, TEXT)),
    SPLIT(Signature.of(DataType.array(STRING), TEXT, TEXT)),
    CONCAT(Signature.each(STRING, TEXT)),
    SHA256(Signature.of(STRING, TEXT_OR_BINARY)),
    MD5(Signature.of(STRING, TEXT_OR_BINARY)),

    YEAR(Signature.of(LONG, TIME)),
    QUARTER(Signature.of(LONG, TIME)),
    MONTH(Signature.of(LONG, TIME)),
    WEEK(Signature.of(LONG, TIME)),
    DAY(Signature.of(LONG, TIME)),
    DAY_OF_WEEK(Signature.of(LONG, TIME)),
    DAY_OF_YEAR(Signature.of(LONG, TIME)),
    HOUR(Signature.of(LONG, MOMENT)),
    MINUTE(Signature.of(LONG, MOMENT)),
    SECOND(Signature.of(LONG, MOMENT)),
    EPOCH_MILLIS(Signature.of(LONG, MOMENT)),
    EPOCH_MICROS(Signature.of(LONG, MOMENT)),
    FROM_EPOCH_MILLIS(Signature.of(TIMESTAMP, INTEGER)),
    TRUNCATE_TIME(Times.truncated()),
    SHIFT_TIME(Times.shifted()),
    TIME_BETWEEN(Times.between()),
    FORMAT_TIME(Signature.of(STRING, TIME, TEXT)),
    PARSE_TIME(Signature.of(TIMESTAMP_NTZ, TEXT, TEXT)),
    AT_ZONE(Signature.of(TIMESTAMP_NTZ, ZONED, TEXT)),
    FROM_ZONE(Signature.of(TIMESTAMP, LOCAL, TEXT)),

    SIZE(Signature.of(LONG, LIST)),
    ELEMENT(Lists.element().partial()),
    HAS_ELEMENT(Lists.contains()),
    JOIN_TEXT(Signature.of(STRING, LIST, TEXT)),
    SORT_LIST(Signature.same(LIST)),
    REVERSE_LIST(Signature.same(LIST)),
    DISTINCT_LIST(Signature.same(LIST)),
    CONCAT_LIST(Signature.common()),
    LIST_SUM(Lists.sum()),
    LIST_MEAN(Lists.mean()),
    LIST_MIN(Lists.extreme()),
    LIST_MAX(Lists.extreme()),
    MAP_SIZE(Signature.of(LONG, MAP)),
    MAP_GET(Lists.mapValue().partial()),
    MAP_KEYS(Lists.mapKeys()),
    MAP_VALUES(Lists.mapValues()),

    COUNT(Signature.of(LONG, ANY).optional().total(), Family.AGGREGATE),
    SUM(Aggregates.sum(), Family.AGGREGATE),
    MEAN(Signature.of(DOUBLE, NUMBER).partial(), Family.AGGREGATE),
    MIN(Signature.same(ANY).partial(), Family.AGGREGATE),
    MAX(Signature.same(ANY).partial(), Family.AGGREGATE),
    MIN_BY(Signature.sameOfFirst(ANY, ANY).partial(), Family.AGGREGATE),
    MAX_BY(Signature.sameOfFirst(ANY, ANY).partial(), Family.AGGREGATE),
    FIRST(Signature.same(ANY).partial(), Family.AGGREGATE),
    LAST(Signature.same(ANY).partial(), Family.AGGREGATE),
    MEDIAN(Aggregates.quantile(), Family.AGGREGATE),
    QUANTILE(Aggregates.quantile(), Family.AGGREGATE),
    STDDEV(Signature.of(DOUBLE, NUMBER).partial(), Family.AGGREGATE),
    VARIANCE(Signature.of(DOUBLE, NUMBER).partial(), Family.AGGREGATE),
    CORR(Signature.of(DOUBLE, NUMBER, NUMBER).partial(), Family.AGGREGATE),
    LIST_OF(Aggregates.list().partial(), Family.AGGREGATE),
    ALL_TRUE(Signature.of(Primitive.BOOLEAN, BOOLEAN).partial(), Family.AGGREGATE),
    ANY_TRUE(Signature.of(Primitive.BOOLEAN, BOOLEAN).partial(), Family.AGGREGATE),

    ROW_NUMBER(Signature.of(LONG).total(), Family.WINDOW),
    RANK(Signature.of(LONG).total(), Family.WINDOW),
    DENSE_RANK(Signature.of(LONG).total(), Family.WINDOW),
    PERCENT_RANK(Signature.of(DOUBLE).total(), Family.WINDOW),
    NTILE(Signature.of(LONG, INTEGER).total(), Family.WINDOW),
    LAG(Aggregates.neighbour(), Family.WINDOW),
    LEAD(Aggregates.neighbour(), Family.WINDOW);

    /** Where a function may stand. */
    public enum Family {
        /** Of the values of one row. */
        SCALAR,
        /** Of the rows of a group, or with {@code over} of a partition. */
        AGGREGATE,
        /** Of the rows of a partition, and only with {@code over}. */
        WINDOW
    }

    private final Signature signature;
    private final Family family;

    Builtin(Signature signature) {
        this(signature, Family.SCALAR);
    }

    Builtin(Signature signature, Family family) {
        this.signature = signature;
        this.family = family;
    }

    public Family family() {
        return family;
    }

    /** The name in messages: {@code pad_start}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Outcome check(List<Typed> arguments) {
        return signature.apply(this, arguments);
    }
}
