package dev.neuralake.demo.sample;

import java.util.List;
import java.util.Set;

/**
 * How the numbers of a column are distributed, by the words of its name: SQL of a double over the draws of a topic.
 *
 * @param words a column whose name has one of them takes this shape
 */
record NumberShape(Set<String> words, Curve curve, double centre, double spread, double least, double most) {
    /** The families of distributions. */
    enum Curve {
        /** {@code exp(centre + spread * z)}: sizes, durations. */
        LOG_NORMAL,
        /** The same in whole cents. */
        MONEY,
        NORMAL,
        /** {@code centre + spread * e}, where e is exponential: small counts. */
        EXPONENTIAL,
        /** Evenly from least to most. */
        EVEN,
        /** From least to most, most values near the upper end: percentages of quality. */
        NEAR_TOP
    }

    private static final double ANY = 1e15;

    static final List<NumberShape> BY_NAME = List.of(
            of(Curve.NORMAL, 38, 14, 18, 95, "age"),
            of(Curve.EVEN, 0, 0, 1990, 2026, "year"),
            of(Curve.EVEN, 0, 0, 1, 13, "month"),
            of(Curve.EVEN, 0, 0, 0, 24, "hour"),
            of(Curve.EVEN, 0, 0, 0, 60, "minute", "second"),
            of(Curve.NEAR_TOP, 0, 0, 0, 100, "percent", "percentage", "pct"),
            of(Curve.NEAR_TOP, 0, 0, 1, 5, "rating", "stars"),
            of(Curve.EVEN, 0, 0, 0, 0.3, "discount", "tax"),
            of(Curve.MONEY, 10.9, 0.45, 12_000, 900_000, "salary", "income"),
            of(Curve.MONEY, 3, 0.9, 0.01, ANY, "price", "cost", "fee"),
            of(Curve.MONEY, 3.9, 1.1, 0.01, ANY, "amount", "total", "revenue", "balance", "payment", "spend"),
            of(Curve.EXPONENTIAL, 1, 1.5, 1, 1_000, "quantity", "qty", "items", "units", "version", "attempt"),
            of(Curve.LOG_NORMAL, 4.5, 1, 0, ANY, "stock", "inventory", "hand", "capacity"),
            of(Curve.LOG_NORMAL, 4, 1.5, 0, ANY, "count", "views", "clicks", "visits", "likes", "rows", "records"),
            of(Curve.LOG_NORMAL, 5, 1, 0, ANY, "duration", "latency", "elapsed", "ms", "millis", "seconds"),
            of(Curve.LOG_NORMAL, 6, 0.8, 1, 20_000, "distance", "km", "miles"),
            of(Curve.LOG_NORMAL, 10, 2, 1, ANY, "size", "bytes"),
            of(Curve.LOG_NORMAL, 1, 0.8, 0.01, ANY, "weight", "kg"),
            of(Curve.NORMAL, 170, 10, 100, 220, "height", "cm"),
            of(Curve.NORMAL, 20, 6, -60, 60, "temperature", "celsius"),
            of(Curve.NORMAL, 8, 30, -60, 1_500, "delay"),
            of(Curve.NORMAL, 0, 8, -ANY, ANY, "voltage", "microvolts", "uv", "signal", "amplitude"));

    /** Shares of one, as floating numbers; as whole numbers the same are percentages. */
    private static final Set<String> SHARES = Set.of(
            "rate",
            "ratio",
            "share",
            "fraction",
            "probability",
            "confidence",
            "score",
            "completeness",
            "accuracy",
            "quality",
            "humidity",
            "uniqueness",
            "validity");

    private static NumberShape of(
            Curve curve, double centre, double spread, double least, double most, String... words) {
        return new NumberShape(Set.of(words), curve, centre, spread, least, most);
    }

    /**
     * The shape for a column.
     *
     * @param whole whether the column takes whole numbers alone
     */
    static NumberShape of(ColumnName name, boolean whole) {
        if (name.has(SHARES)) {
            return of(Curve.NEAR_TOP, 0, 0, 0, whole ? 100 : 1);
        }
        return BY_NAME.stream()
                .filter(shape -> name.has(shape.words))
                .findFirst()
                .orElseGet(() -> whole ? of(Curve.LOG_NORMAL, 4, 1, 0, ANY) : of(Curve.NORMAL, 50, 15, -ANY, ANY));
    }

    /** SQL of a double. */
    String sql(Draws draws, String topic) {
        String value = switch (curve) {
            case LOG_NORMAL -> "exp(" + centre + " + " + spread + " * " + draws.normal(topic) + ")";
            case MONEY -> "round(exp(" + centre + " + " + spread + " * " + draws.normal(topic) + "), 2)";
            case NORMAL -> centre + " + " + spread + " * " + draws.normal(topic);
            case EXPONENTIAL -> centre + " + " + spread + " * " + draws.exponential(topic);
            case EVEN -> least + " + " + (most - least) + " * " + draws.uniform(topic);
            case NEAR_TOP -> most + " - " + (most - least) + " * pow(" + draws.uniform(topic) + ", 3)";
        };
        return "least(greatest(" + value + ", " + least + "), " + most + ")";
    }
}
