package dev.neuralake.frame;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What expressions begin with, to be imported statically. A string names a column here; {@link #lit(Object)} makes a
 * text of it.
 */
public final class Functions {
    private Functions() {}

    /**
     * A column by its name: exactly, or else without regard to case. Where no column has the name, dots in it lead into
     * structs: {@code col("address.city")}.
     */
    public static Expr col(String name) {
        return new Node.Ref(Node.Side.INPUT, name);
    }

    /** In the condition of a join, a column of the left frame. */
    public static Expr left(String name) {
        return new Node.Ref(Node.Side.LEFT, name);
    }

    /** In the condition of a join, a column of the right frame. */
    public static Expr right(String name) {
        return new Node.Ref(Node.Side.RIGHT, name);
    }

    /**
     * A value: a boolean, number, text, {@code LocalDate}, {@code Instant}, {@code LocalDateTime}, {@code byte[]},
     * enum, {@code UUID} or a list of these; null.
     */
    public static Expr lit(@Nullable Object value) {
        return new Node.Literal(value);
    }

    /** A value that {@link LazyFrame#with(String, Object)} gives later. */
    public static Expr param(String name) {
        return new Node.Param(name);
    }

    /**
     * An expression in the engine's own SQL, for what has no method here. It sees the columns of the frame by name. The
     * text becomes part of the query as it is: never put input from outside into it, use {@link #param(String)}.
     */
    public static Expr sql(String text) {
        return new Node.RawSql(text);
    }

    /** Begins a choice: {@code when(col("n").gt(10)).then("many").otherwise("few")}. */
    public static Case.When when(Term condition) {
        return new Case.When(List.of(), condition.expr());
    }

    /** The first value that is not null. */
    public static Expr coalesce(Term first, Term... more) {
        return new Node.Call(Builtin.COALESCE, terms(first, more));
    }

    /** The greatest value that is not null. */
    public static Expr greatest(Term first, Term... more) {
        return new Node.Call(Builtin.GREATEST, terms(first, more));
    }

    /** The least value that is not null. */
    public static Expr least(Term first, Term... more) {
        return new Node.Call(Builtin.LEAST, terms(first, more));
    }

    /** Texts one after the other; null where one of them is. */
    public static Expr concat(Term first, Term... more) {
        return new Node.Call(Builtin.CONCAT, terms(first, more));
    }

    /** A list of these values. */
    public static Expr array(Term first, Term... more) {
        return new Node.Call(Builtin.ARRAY, terms(first, more));
    }

    /** A struct whose fields are these expressions under their names. */
    public static Expr struct(Term first, Term... more) {
        List<Expr> fields = new ArrayList<>();
        for (Expr field : terms(first, more)) {
            fields.add(new Node.Literal(Naming.require(field)));
            fields.add(Naming.strip(field));
        }
        return new Node.Call(Builtin.STRUCT, fields);
    }

    /** The moment at which the query began. */
    public static Expr now() {
        return Node.call(Builtin.NOW);
    }

    /** The day, in UTC, on which the query began. */
    public static Expr today() {
        return Node.call(Builtin.TODAY);
    }

    /** Ascending order by a column, nulls last. */
    public static SortKey asc(String column) {
        return col(column).asc();
    }

    /** Ascending order, nulls last. */
    public static SortKey asc(Term term) {
        return term.expr().asc();
    }

    /** Descending order by a column, nulls last. */
    public static SortKey desc(String column) {
        return col(column).desc();
    }

    /** Descending order, nulls last. */
    public static SortKey desc(Term term) {
        return term.expr().desc();
    }

    /** Joins where these columns, of the same names in both frames, are equal; each appears once in the result. */
    public static On on(String... columns) {
        return On.columns(columns);
    }

    /** Joins where the condition is true; {@link #left(String)} and {@link #right(String)} name the columns. */
    public static On on(Expr condition) {
        return On.condition(condition);
    }

    /** The table as it was at this version. */
    public static TimeTravel version(long version) {
        return new TimeTravel.Version(version);
    }

    /** The table as it was at this moment: {@code 2026-01-31T12:00:00Z}; without an offset it is UTC. */
    public static TimeTravel timestamp(String moment) {
        return TimeTravel.at(moment);
    }

    /** The table as it was at this moment. */
    public static TimeTravel timestamp(Instant moment) {
        return new TimeTravel.Timestamp(moment);
    }

    /** The number of rows. */
    public static Aggregate count() {
        return Aggregate.of(Builtin.COUNT);
    }

    /** The number of values that are not null. */
    public static Aggregate count(String column) {
        return count(col(column));
    }

    /** The number of values that are not null. */
    public static Aggregate count(Term term) {
        return Aggregate.of(Builtin.COUNT, term.expr());
    }

    /** The sum: a long of integers, a double of floats and doubles, a decimal of decimals; null of no values. */
    public static Aggregate sum(String column) {
        return sum(col(column));
    }

    /** The sum: a long of integers, a double of floats and doubles, a decimal of decimals; null of no values. */
    public static Aggregate sum(Term term) {
        return Aggregate.of(Builtin.SUM, term.expr());
    }

    /** The arithmetic mean, always a double; null of no values. */
    public static Aggregate mean(String column) {
        return mean(col(column));
    }

    /** The arithmetic mean, always a double; null of no values. */
    public static Aggregate mean(Term term) {
        return Aggregate.of(Builtin.MEAN, term.expr());
    }

    public static Aggregate min(String column) {
        return min(col(column));
    }

    public static Aggregate min(Term term) {
        return Aggregate.of(Builtin.MIN, term.expr());
    }

    public static Aggregate max(String column) {
        return max(col(column));
    }

    public static Aggregate max(Term term) {
        return Aggregate.of(Builtin.MAX, term.expr());
    }

    /** The value of the row in which {@code by} is least. */
    public static Aggregate minBy(String column, String by) {
        return Aggregate.of(Builtin.MIN_BY, col(column), col(by));
    }

    /** The value of the row in which {@code by} is greatest: {@code maxBy("status", "updated_at")} is the latest. */
    public static Aggregate maxBy(String column, String by) {
        return Aggregate.of(Builtin.MAX_BY, col(column), col(by));
    }

    /** The number of distinct values that are not null. */
    public static Aggregate nUnique(String column) {
        return nUnique(col(column));
    }

    /** The number of distinct values that are not null. */
    public static Aggregate nUnique(Term term) {
        return count(term).distinct();
    }

    /** The value of the first row, null included; which row that is, the frame's sort or {@code orderBy} tells. */
    public static Aggregate first(String column) {
        return first(col(column));
    }

    /** The value of the first row, null included; which row that is, the frame's sort or {@code orderBy} tells. */
    public static Aggregate first(Term term) {
        return Aggregate.of(Builtin.FIRST, term.expr());
    }

    /** The value of the last row, null included; which row that is, the frame's sort or {@code orderBy} tells. */
    public static Aggregate last(String column) {
        return last(col(column));
    }

    /** The value of the last row, null included; which row that is, the frame's sort or {@code orderBy} tells. */
    public static Aggregate last(Term term) {
        return Aggregate.of(Builtin.LAST, term.expr());
    }

    /** The middle value, interpolated between the two middle ones. */
    public static Aggregate median(String column) {
        return median(col(column));
    }

    /** The middle value, interpolated between the two middle ones. */
    public static Aggregate median(Term term) {
        return Aggregate.of(Builtin.MEDIAN, term.expr());
    }

    /** The value below which this fraction (0 to 1) of the values lies, interpolated. */
    public static Aggregate quantile(String column, double fraction) {
        return quantile(col(column), fraction);
    }

    /** The value below which this fraction (0 to 1) of the values lies, interpolated. */
    public static Aggregate quantile(Term term, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new FrameException("Cannot take quantile " + fraction + ": it is a fraction from 0 to 1");
        }
        return Aggregate.of(Builtin.QUANTILE, term.expr(), new Node.Literal(fraction));
    }

    /** The sample's standard deviation; null of fewer than two values. */
    public static Aggregate stddev(String column) {
        return stddev(col(column));
    }

    /** The sample's standard deviation; null of fewer than two values. */
    public static Aggregate stddev(Term term) {
        return Aggregate.of(Builtin.STDDEV, term.expr());
    }

    /** The sample's variance; null of fewer than two values. */
    public static Aggregate variance(String column) {
        return Aggregate.of(Builtin.VARIANCE, col(column));
    }

    /** Pearson's correlation of two columns. */
    public static Aggregate corr(String x, String y) {
        return Aggregate.of(Builtin.CORR, col(x), col(y));
    }

    /** The values of the group in a list, nulls included; their order is as for {@link #first(String)}. */
    public static Aggregate list(String column) {
        return list(col(column));
    }

    /** The values of the group in a list, nulls included; their order is as for {@link #first(String)}. */
    public static Aggregate list(Term term) {
        return Aggregate.of(Builtin.LIST_OF, term.expr());
    }

    /** Whether the condition holds in every row where it is not null. */
    public static Aggregate allTrue(Term condition) {
        return Aggregate.of(Builtin.ALL_TRUE, condition.expr());
    }

    /** Whether the condition holds in some row. */
    public static Aggregate anyTrue(Term condition) {
        return Aggregate.of(Builtin.ANY_TRUE, condition.expr());
    }

    /** The number of the row in its partition, from 1; needs {@code over(…).orderBy(…)}. */
    public static Expr rowNumber() {
        return Node.call(Builtin.ROW_NUMBER);
    }

    /** The rank in the partition, from 1: equal rows share one, and the next is higher by their number. */
    public static Expr rank() {
        return Node.call(Builtin.RANK);
    }

    /** The rank in the partition, from 1: equal rows share one, and the next is higher by 1. */
    public static Expr denseRank() {
        return Node.call(Builtin.DENSE_RANK);
    }

    /** The rank as a fraction of the partition, from 0 to 1. */
    public static Expr percentRank() {
        return Node.call(Builtin.PERCENT_RANK);
    }

    /** Which of so many equal parts of the partition the row is in, from 1. */
    public static Expr ntile(int parts) {
        return Node.call(Builtin.NTILE, parts);
    }

    /** The value of the previous row of the partition, null where there is none. */
    public static Expr lag(String column) {
        return lag(col(column), 1);
    }

    /** The value of the row so many before this one, null where there is none. */
    public static Expr lag(Term term, int rows) {
        return Node.call(Builtin.LAG, term, rows);
    }

    /** The value of the row so many before this one, or {@code missing} where there is none. */
    public static Expr lag(Term term, int rows, Object missing) {
        return Node.call(Builtin.LAG, term, rows, missing);
    }

    /** The value of the next row of the partition, null where there is none. */
    public static Expr lead(String column) {
        return lead(col(column), 1);
    }

    /** The value of the row so many behind this one, null where there is none. */
    public static Expr lead(Term term, int rows) {
        return Node.call(Builtin.LEAD, term, rows);
    }

    /** The value of the row so many behind this one, or {@code missing} where there is none. */
    public static Expr lead(Term term, int rows, Object missing) {
        return Node.call(Builtin.LEAD, term, rows, missing);
    }

    static List<Expr> columns(String... names) {
        return Arrays.stream(names).map(Functions::col).toList();
    }

    static List<Expr> terms(Term first, Term... more) {
        List<Expr> all = new ArrayList<>();
        all.add(first.expr());
        for (Term term : more) {
            all.add(term.expr());
        }
        return all;
    }

    static List<Expr> terms(Term... terms) {
        return Arrays.stream(terms).map(Term::expr).toList();
    }
}
