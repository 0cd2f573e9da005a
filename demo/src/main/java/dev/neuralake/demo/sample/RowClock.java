package dev.neuralake.demo.sample;

/**
 * When a row happened, as SQL of whole microseconds since 1970 in UTC. The rows of a table follow one another through
 * the span, more by day than by night. The rows of time series are samples at even distances: series by series in turn,
 * with two gaps of varying place and length in each block of steps. All blocks lose equally many steps, so that a row's
 * step can be had from its number.
 */
final class RowClock {
    static final long DAY_MICROS = 86_400_000_000L;

    /** How many samples a block has, and how many samples there are for each that is lost in a gap. */
    private static final long BLOCK_MAX = 4_032;

    private static final long KEPT_PER_LOST = 63;
    private static final double DAILY_SWING = 0.6;

    private RowClock() {}

    /** The rows of a table: columns {@code i} (row number) and {@code t} (microseconds). */
    static String tableRows(SampleTable table, Draws draws) {
        String even = table.startMicros() + " + (i - " + table.firstRow() + " + " + draws.uniform("clock") + ") * "
                + (double) table.spanMicros() / table.rows();
        String days = "x / " + DAY_MICROS + ".0";
        String warped = "(floor(" + days + ") + f + " + DAILY_SWING / (2 * Math.PI) + " * sin(" + 2 * Math.PI
                + " * f)) * " + DAY_MICROS;
        return "SELECT i, (" + warped + ")::BIGINT AS t FROM (SELECT i, x, " + days + " - floor(" + days
                + ") AS f FROM (SELECT i, " + even + " AS x FROM " + range(table) + "))";
    }

    /**
     * The samples of series: columns {@code i} (row number), {@code series} (0 to the number of series), {@code step}
     * (of its series) and {@code t} (microseconds).
     */
    static String seriesRows(SampleTable table, Draws draws) {
        Blocks blocks = Blocks.of(table);
        long series = table.series();
        String inBlock = "SELECT i, series, round // " + blocks.kept + " AS block, round % " + blocks.kept
                + " AS place FROM (SELECT i, (i - " + table.firstRow() + ") % " + series + " AS series, (i - "
                + table.firstRow() + ") // " + series + " AS round FROM " + range(table) + ")";
        String step = "block * " + (blocks.kept + blocks.lost) + " + place + " + blocks.lostBefore(draws);
        return "SELECT i, series, step, (" + table.startMicros() + " + step * "
                + Math.max(1, (double) table.spanMicros() / blocks.steps) + ")::BIGINT AS t FROM (SELECT i, series, "
                + step + " AS step FROM (" + inBlock + "))";
    }

    /** A block keeps {@code kept} samples and loses {@code lost}; a series has {@code steps} steps at most. */
    private record Blocks(long kept, long lost, long steps) {
        static Blocks of(SampleTable table) {
            long rounds = Math.ceilDiv(table.rows(), table.series());
            long kept = Math.min(BLOCK_MAX, rounds);
            long lost = kept / KEPT_PER_LOST;
            return new Blocks(kept, lost, rounds / kept * (kept + lost) + rounds % kept + lost);
        }

        /** How many steps of the block lie in a gap before {@code place}. */
        String lostBefore(Draws draws) {
            String block = "block * 1024 + series";
            String firstGap = "(" + lost / 8 + " + (" + draws.bits("gap/length", block) + " % " + (lost - lost / 8 + 1)
                    + ")::BIGINT)";
            String firstPlace = "(" + draws.bits("gap/first", block) + " % " + Math.ceilDiv(kept, 2) + ")::BIGINT";
            String secondPlace =
                    kept / 2 + " + (" + draws.bits("gap/second", block) + " % " + Math.ceilDiv(kept, 2) + ")::BIGINT";
            return "CASE WHEN place >= " + secondPlace + " THEN " + lost + " WHEN place >= " + firstPlace + " THEN "
                    + firstGap + " ELSE 0 END";
        }
    }

    private static String range(SampleTable table) {
        return "range(" + table.firstRow() + ", " + Math.addExact(table.firstRow(), table.rows()) + ") r(i)";
    }
}
