package dev.neuralake.demo.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.demo.sample.SampleWriter.FileFormat;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleWriterTest {
    record Signal(long signalId, String channel, Instant recordedAt, double microvolts) {}

    private final Engine engine = Engine.open(EngineSettings.defaults().withMemoryLimitBytes(256 << 20));

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        engine.close();
    }

    private static SampleTable signals(long rows) {
        return SampleTable.of(Schema.of(Signal.class), List.of("signal_id"), 7, rows);
    }

    @Test
    void parquetAndCsvHoldTheSameRowsInOrder() throws IOException {
        Path parquet = folder.resolve("new/signals.parquet");
        Path csv = folder.resolve("signals.csv");
        try (Session session = engine.session()) {
            SampleWriter.write(session, signals(5_000), parquet, FileFormat.PARQUET);
            SampleWriter.write(session, signals(5_000), csv, FileFormat.CSV);
            assertThat(session.json(
                            "SELECT count(*) || ' ' || bool_and(signal_id = file_row_number + 1) FROM read_parquet("
                                    + Sql.text(parquet.toString()) + ", file_row_number = true)"))
                    .isEqualTo("5000 true");
        }
        assertThat(Files.readAllLines(csv))
                .hasSize(5_001)
                .first()
                .isEqualTo("signal_id,channel,recorded_at,microvolts");
        assertThat(folder.resolve("new")).isDirectoryContaining("glob:**/signals.parquet");
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anExistingFileIsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.csv"), "precious");
        try (Session session = engine.session()) {
            assertThatThrownBy(() -> SampleWriter.write(session, signals(5), file, FileFormat.CSV))
                    .hasMessage("Cannot write file " + file + ": it exists already (remove it, or give another name)");
        }
        assertThat(file).hasContent("precious");
    }

    @Test
    void progressIsKnownWhileRowsAreWritten() {
        AtomicReference<Double> most = new AtomicReference<>(0.0);
        try (Session session = engine.session()) {
            session.measureProgress();
            Thread watcher = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    OptionalDouble progress = session.progress();
                    progress.ifPresent(value -> most.accumulateAndGet(value, Math::max));
                    Thread.onSpinWait();
                }
            });
            SampleWriter.write(session, signals(1_000_000), folder.resolve("many.parquet"), FileFormat.PARQUET);
            watcher.interrupt();
        }
        assertThat(most.get()).isBetween(0.1, 1.0);
    }
}
