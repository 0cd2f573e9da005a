package dev.neuralake.frame;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;

/** Functions of dates and timestamps, reached by {@code col("ts").time()}; timestamps are taken in UTC. */
public final class TimeFunctions {
    private static final Set<ChronoUnit> TRUNCATES = Set.of(
            ChronoUnit.MICROS,
            ChronoUnit.MILLIS,
            ChronoUnit.SECONDS,
            ChronoUnit.MINUTES,
            ChronoUnit.HOURS,
            ChronoUnit.DAYS,
            ChronoUnit.WEEKS,
            ChronoUnit.MONTHS,
            ChronoUnit.YEARS);

    private final Expr time;

    TimeFunctions(Expr time) {
        this.time = time;
    }

    public Expr year() {
        return Node.call(Builtin.YEAR, time);
    }

    /** 1 to 4. */
    public Expr quarter() {
        return Node.call(Builtin.QUARTER, time);
    }

    /** 1 to 12. */
    public Expr month() {
        return Node.call(Builtin.MONTH, time);
    }

    /** The week of ISO 8601, 1 to 53. */
    public Expr week() {
        return Node.call(Builtin.WEEK, time);
    }

    /** The day of the month. */
    public Expr day() {
        return Node.call(Builtin.DAY, time);
    }

    /** 1 (Monday) to 7 (Sunday). */
    public Expr dayOfWeek() {
        return Node.call(Builtin.DAY_OF_WEEK, time);
    }

    public Expr dayOfYear() {
        return Node.call(Builtin.DAY_OF_YEAR, time);
    }

    public Expr hour() {
        return Node.call(Builtin.HOUR, time);
    }

    public Expr minute() {
        return Node.call(Builtin.MINUTE, time);
    }

    /** The whole second, 0 to 59. */
    public Expr second() {
        return Node.call(Builtin.SECOND, time);
    }

    /** Milliseconds since 1970 in UTC. */
    public Expr epochMillis() {
        return Node.call(Builtin.EPOCH_MILLIS, time);
    }

    /** Microseconds since 1970 in UTC. */
    public Expr epochMicros() {
        return Node.call(Builtin.EPOCH_MICROS, time);
    }

    /** The timestamp so many milliseconds after 1970 in UTC, of an integer. */
    public Expr fromEpochMillis() {
        return Node.call(Builtin.FROM_EPOCH_MILLIS, time);
    }

    /** The day. */
    public Expr date() {
        return new Node.Cast(time, dev.neuralake.types.DataType.Primitive.DATE, false);
    }

    /** The beginning of the unit that the time is in; weeks begin on Monday. */
    public Expr truncate(ChronoUnit unit) {
        return Node.call(Builtin.TRUNCATE_TIME, time, name(unit));
    }

    /** Later by so many units; a month later than the 31st is the last day of a shorter month. */
    public Expr plus(Object amount, ChronoUnit unit) {
        return Node.call(Builtin.SHIFT_TIME, time, amount, name(unit));
    }

    /** Earlier by so many units. */
    public Expr minus(long amount, ChronoUnit unit) {
        return plus(-amount, unit);
    }

    /** The number of whole units from this time until another, negative where that is earlier. */
    public Expr until(Object other, ChronoUnit unit) {
        return Node.call(Builtin.TIME_BETWEEN, time, other, name(unit));
    }

    /**
     * As text, by a pattern of these of {@link java.time.format.DateTimeFormatter}'s letters: {@code yyyy yy MM M MMM
     * MMMM dd d HH H hh h mm ss SSS SSSSSS a EEE EEEE DDD}, and text in single quotes.
     */
    public Expr format(String pattern) {
        TimePattern.parse(pattern);
        return Node.call(Builtin.FORMAT_TIME, time, pattern);
    }

    /** The wall-clock time (timestamp_ntz) of this timestamp in a zone, {@code Europe/Berlin}. */
    public Expr atZone(String zone) {
        return Node.call(Builtin.AT_ZONE, time, zone(zone));
    }

    /** The timestamp of this wall-clock time (timestamp_ntz) in a zone. */
    public Expr fromZone(String zone) {
        return Node.call(Builtin.FROM_ZONE, time, zone(zone));
    }

    private static String zone(String zone) {
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw new FrameException("Cannot use time zone '" + zone + "': " + e.getMessage(), e);
        }
    }

    private static String name(ChronoUnit unit) {
        if (!TRUNCATES.contains(unit)) {
            throw new FrameException("Cannot calculate with unit " + unit + ": use one of "
                    + TRUNCATES.stream().sorted().toList());
        }
        return unit.name().toLowerCase(Locale.ROOT);
    }
}
