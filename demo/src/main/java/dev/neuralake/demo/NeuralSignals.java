package dev.neuralake.demo;

import dev.neuralake.columnar.ArrowBuilder;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import java.time.Instant;

/** Voltages at electrodes, computed from the row's number: a rhythm, drift, noise, and a spike now and then. */
final class NeuralSignals {
    private static final Instant START = Instant.parse("2025-03-03T09:00:00Z");
    private static final long SAMPLE_MILLIS = 100;
    private static final double SPIKES = 0.004;

    private NeuralSignals() {}

    static ArrowSource of(int electrodes, int seconds) {
        long rows = electrodes * (seconds * 1_000L / SAMPLE_MILLIS);
        return ArrowBuilder.rows(rows)
                .column(
                        Column.of("electrode", Primitive.STRING)
                                .required()
                                .withComment("E1 to E" + electrodes + "; one sample of each in turn"),
                        row -> "E" + (1 + row % electrodes))
                .column(
                        Column.of("recorded_at", Primitive.TIMESTAMP).required().withComment("when it was sampled"),
                        row -> START.plusMillis(row / electrodes * SAMPLE_MILLIS))
                .column(
                        Column.of("microvolts", Primitive.DOUBLE).required().withComment("voltage against the ground"),
                        row -> microvolts(row, electrodes, rows))
                .column(
                        Column.of("spike", Primitive.BOOLEAN).required().withComment("whether the neuron fired"),
                        NeuralSignals::isSpike)
                .build();
    }

    private static double microvolts(long row, int electrodes, long rows) {
        double seconds = row / electrodes * SAMPLE_MILLIS / 1_000.0;
        double rhythm = 4 * Math.sin(2 * Math.PI * seconds / 10);
        double drift = (row % electrodes - 3.5) * row / rows;
        double noise = 3 * (draw(row, 1) + draw(row, 2) + draw(row, 3) - 1.5);
        return rhythm + drift + noise - (isSpike(row) ? 60 + 60 * draw(row, 4) : 0);
    }

    private static boolean isSpike(long row) {
        return draw(row, 0) < SPIKES;
    }

    /** Evenly distributed in [0, 1), from the row and the purpose alone (the mixing step of SplitMix64). */
    private static double draw(long row, int purpose) {
        long bits = (row * 8 + purpose + 1) * 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return ((bits ^ (bits >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
