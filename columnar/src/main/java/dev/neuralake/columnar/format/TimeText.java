package dev.neuralake.columnar.format;

/** Writes dates and times of day in ISO 8601, of the proleptic Gregorian calendar. */
final class TimeText {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int YEAR_DIGITS = 4;
    private static final int EXPANDED_YEAR_DIGITS = 6;

    private static final int DAYS_PER_ERA = 146_097;
    private static final int YEARS_PER_ERA = 400;
    private static final int DAYS_PER_CENTURY = 36_524;
    private static final int DAYS_PER_FOUR_YEARS = 1_460;

    /** From the first of March of year 0 to 1970. */
    private static final int EPOCH_DAYS = 719_468;

    private TimeText() {}

    /** {@code 2026-01-31T12:34:56.000000}, all six digits always: readers guess one pattern for a whole column. */
    static void putMicros(long micros, Utf8Buffer out) {
        putDay(Math.floorDiv(micros, MICROS_PER_DAY), out);
        long ofDay = Math.floorMod(micros, MICROS_PER_DAY);
        int seconds = (int) (ofDay / 1_000_000);
        out.put('T');
        putTwo(seconds / 3600, out);
        out.put(':');
        putTwo(seconds / 60 % 60, out);
        out.put(':');
        putTwo(seconds % 60, out);
        out.put('.');
        NumberText.putPadded(ofDay % 1_000_000, 6, out);
    }

    /**
     * Years from 0 to 9999 have four digits, others a sign and six or more, as ECMAScript has them.
     *
     * <p>Counts years from March, so that the leap day is the last of a year (Hinnant, "chrono-Compatible Low-Level
     * Date Algorithms").
     */
    static void putDay(long epochDay, Utf8Buffer out) {
        long days = epochDay + EPOCH_DAYS;
        long era = Math.floorDiv(days, DAYS_PER_ERA);
        int dayOfEra = (int) Math.floorMod(days, DAYS_PER_ERA);
        int yearOfEra = (dayOfEra
                        - dayOfEra / DAYS_PER_FOUR_YEARS
                        + dayOfEra / DAYS_PER_CENTURY
                        - dayOfEra / (DAYS_PER_ERA - 1))
                / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        putYear(yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0), out);
        out.put('-');
        putTwo(month, out);
        out.put('-');
        putTwo(day, out);
    }

    private static void putYear(long year, Utf8Buffer out) {
        if (year >= 0 && year <= 9999) {
            NumberText.putPadded(year, YEAR_DIGITS, out);
        } else {
            out.put(year < 0 ? '-' : '+');
            NumberText.putPadded(Math.abs(year), EXPANDED_YEAR_DIGITS, out);
        }
    }

    private static void putTwo(int value, Utf8Buffer out) {
        out.put('0' + value / 10);
        out.put('0' + value % 10);
    }
}
