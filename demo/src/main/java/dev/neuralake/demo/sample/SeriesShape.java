package dev.neuralake.demo.sample;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.Optional;
import java.util.Set;

/**
 * The measured value of time series: an offset of its own, a daily cycle, a slow drift, noise and now and then a spike
 * with its rebound one sample later. Needs the columns {@code series}, {@code step} and {@code t}.
 */
final class SeriesShape {
    private static final Set<String> SERIES =
            Set.of("channel", "electrode", "sensor", "probe", "device", "station", "meter", "machine", "series");
    private static final Set<String> NEURAL =
            Set.of("neural", "microvolts", "uv", "voltage", "amplitude", "signal", "lfp", "eeg");
    private static final double SPIKES = 0.004;

    private SeriesShape() {}

    /** The column that tells the series apart; empty where the schema is no time series. */
    static Optional<Column> seriesColumn(Schema schema) {
        boolean hasTime = schema.columns().stream().anyMatch(SeriesShape::isTime);
        boolean hasMeasure = schema.columns().stream().anyMatch(SeriesShape::isMeasure);
        if (!hasTime || !hasMeasure) {
            return Optional.empty();
        }
        return schema.columns().stream()
                .filter(column -> ColumnName.of(column.name()).has(SERIES))
                .findFirst();
    }

    static boolean isTime(Column column) {
        return column.type() == Primitive.TIMESTAMP || column.type() == Primitive.TIMESTAMP_NTZ;
    }

    /** Whether the column is a measured value: floating, and of no name that says otherwise. */
    static boolean isMeasure(Column column) {
        boolean floating = column.type() == Primitive.DOUBLE || column.type() == Primitive.FLOAT;
        ColumnName name = ColumnName.of(column.name());
        return floating
                && (name.has(NEURAL)
                        || name.has("value", "measurement", "reading", "temperature", "pressure", "level"));
    }

    /** Whether a sample is a spike, as SQL. */
    static String spike(Draws draws) {
        return "(" + draws.uniform("spike", "(step + 1) * 1024 + series") + " < " + SPIKES + ")";
    }

    /** The value of a sample, as SQL of a double. */
    static String value(SampleTable table, Draws draws, ColumnName name) {
        boolean neural = name.has(NEURAL);
        double noise = neural ? 8 : 2;
        double centre = neural ? 0 : 50;
        String topic = name.text();
        String offset = "(" + draws.uniform(topic + "/offset", "series") + " - 0.5)";
        String drift = "(" + draws.uniform(topic + "/drift", "series") + " - 0.5) * (t - " + table.startMicros()
                + ") / " + (double) table.spanMicros();
        String daily = "sin(" + 2 * Math.PI + " * (t % " + RowClock.DAY_MICROS + ") / " + RowClock.DAY_MICROS + ".0)";
        String height = (neural ? "-" : "") + "(9 + 8 * " + draws.uniform(topic + "/height") + ")";
        String rebound = "(" + draws.uniform("spike", "step * 1024 + series") + " < " + SPIKES + ")";
        return centre + " + " + noise + " * (2 * " + offset + " + 3 * " + drift + " + 0.7 * " + daily + " + "
                + draws.normal(topic) + " + CASE WHEN " + spike(draws) + " THEN " + height + " WHEN " + rebound
                + " THEN " + (neural ? "3.5" : "-3.5") + " ELSE 0 END)";
    }
}
