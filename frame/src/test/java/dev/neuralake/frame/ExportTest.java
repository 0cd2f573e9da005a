package dev.neuralake.frame;

import static dev.neuralake.frame.Functions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.ArrowFile;
import dev.neuralake.columnar.Session;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private final EngineRunner lake = new EngineRunner(
            "CREATE TABLE users AS SELECT range AS user_id, 'user ' || range AS name FROM range(5000)");
    private final LazyFrame users = lake.table("users").sort("user_id");

    @TempDir
    private Path folder;

    @AfterEach
    void nothingLeaks() {
        assertThat(lake.engine().openSessions()).isZero();
        lake.close();
        assertThat(Allocators.root().getAllocatedMemory()).isZero();
    }

    @Test
    void writesEveryFormatFromTheQueryAndFromItsRows() throws IOException {
        try (DataFrame frame = users.collect()) {
            for (Format format : Format.values()) {
                Path streamed = folder.resolve("streamed." + format.extension());
                Path collected = folder.resolve("collected." + format.extension());
                assertThat(users.write(format, streamed)).isEqualTo(5000);
                assertThat(frame.write(format, collected)).isEqualTo(5000);
                assertThat(collected).isNotEmptyFile();
                if (format != Format.ARROW && format != Format.PARQUET) {
                    assertThat(streamed).hasSameBinaryContentAs(collected);
                }
            }
        }
    }

    @Test
    void filesAreReadBack() throws IOException {
        LazyFrame two = users.limit(2);
        two.writeCsv(folder.resolve("users.csv"));
        two.writeJson(folder.resolve("users.json"));
        two.writeNdjson(folder.resolve("users.ndjson"));
        two.writeParquet(folder.resolve("users.parquet"));
        two.writeArrow(folder.resolve("users.arrows"));
        assertThat(folder.resolve("users.csv")).hasContent("user_id,name\n0,user 0\n1,user 1\n");
        assertThat(folder.resolve("users.json"))
                .hasContent("[{\"user_id\":0,\"name\":\"user 0\"},\n{\"user_id\":1,\"name\":\"user 1\"}]\n");
        assertThat(folder.resolve("users.ndjson"))
                .hasContent("{\"user_id\":0,\"name\":\"user 0\"}\n{\"user_id\":1,\"name\":\"user 1\"}\n");
        assertThat(read("'" + folder.resolve("users.parquet") + "'")).isEqualTo("0 user 0, 1 user 1");
        try (Session session = lake.engine().session()) {
            session.register("arrow", ArrowFile.source(List.of(folder.resolve("users.arrows"))));
            assertThat(session.json("SELECT string_agg(user_id || ' ' || name, ', ') FROM arrow"))
                    .isEqualTo("0 user 0, 1 user 1");
        }
        assertThat(Files.list(folder)).hasSize(5);
    }

    private String read(String relation) {
        try (Session session = lake.engine().session()) {
            return session.json("SELECT string_agg(user_id || ' ' || name, ', ') FROM " + relation);
        }
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("users.csv");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> users.select(col("name").cast("int")).writeCsv(file))
                .isInstanceOf(NeuralakeException.class)
                .hasMessageContaining("user 0");
        assertThat(file).hasContent("old");
        assertThat(Files.list(folder)).containsExactly(file);
        users.limit(0).writeCsv(file);
        assertThat(file).hasContent("user_id,name\n");
    }

    @Test
    void writesThroughLinksAndIntoDevices() throws IOException {
        Path file = Files.writeString(folder.resolve("users.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        users.limit(0).writeCsv(link);
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("user_id,name\n");
        assertThat(users.writeCsv(Path.of("/dev/null"))).isEqualTo(5000);
        assertThat(Path.of("/dev/null"))
                .satisfies(device -> assertThat(Files.isRegularFile(device)).isFalse());
    }

    @Test
    void tellsWhatCannotBeWritten() {
        Path nowhere = folder.resolve("no").resolve("users.csv");
        assertThatThrownBy(() -> users.writeCsv(nowhere))
                .isInstanceOf(NeuralakeException.class)
                .hasMessage("Cannot write " + nowhere + ": there is no folder " + nowhere.getParent() + " (create it)");
        assertThatThrownBy(() -> users.writeCsv(folder))
                .hasMessage("Cannot write " + folder + ": it is a folder (name a file in it)");
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> users.write(Format.CSV, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot write the rows as csv: No space left on device");
    }

    @Test
    void aClosedFrameWritesNothing() {
        DataFrame frame = users.limit(2).collect();
        frame.close();
        assertThatThrownBy(() -> frame.writeCsv(folder.resolve("users.csv"))).hasMessageContaining("it is closed");
        assertThatThrownBy(() -> frame.write(Format.CSV, new ByteArrayOutputStream()))
                .hasMessageContaining("it is closed");
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }
}
