package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.neuralake.columnar.Session;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads tables that other engines wrote. The tables are not part of the project: they are looked for in the folder that the
 * property {@code neuralake.golden} names, and beside the project, and the tests are skipped where they are not.
 */
class GoldenTest extends DeltaFixture {

    /** Tables whose log is broken, or is none. */
    private static final String BROKEN = "no-delta-log-folder|hive|deltalog-commit-info|deltalog-invalid-.*|"
            + "deltalog-state-reconstruction-.*|data-reader-absolute-paths-escaped-chars";

    /** Its expected rows have a partition timestamp in the zone of the machine that wrote it, which no reader can know. */
    private static final String IN_AN_UNKNOWN_ZONE = "data-reader-partition-values";

    static Path golden() {
        String configured = System.getProperty("neuralake.golden", System.getenv("NEURALAKE_GOLDEN"));
        return configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("neuralake.root", "..")).resolve("../shared/golden");
    }

    static Stream<String> tables() throws IOException {
        if (!Files.isDirectory(golden())) {
            return Stream.of("absent");
        }
        try (Stream<Path> files = Files.list(golden())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tar.zst"))
                    .map(name -> name.substring(0, name.length() - ".tar.zst".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void reads(String name) throws Exception {
        assumeTrue(Files.isDirectory(golden()), "the reference tables are not here");
        unpack(name);
        Path table = folder.resolve(name).resolve("delta");
        Path expected = folder.resolve(name).resolve("expected");
        try (DeltaLog log = DeltaLog.open(new LocalStore(table), engine, name, folder.resolve("scratch"))) {
            if (Files.isDirectory(expected)) {
                compare(name, log.snapshot(), expected);
            } else if (name.matches(BROKEN)) {
                assertThatThrownBy(log::snapshot)
                        .isInstanceOf(NeuralakeException.class)
                        .hasMessageContaining(name);
            } else {
                // Their data files were never made; the log is what they are about.
                assertThat(log.snapshot().version()).isNotNegative();
            }
        }
    }

    private void compare(String table, Snapshot snapshot, Path expected) throws IOException {
        List<String> files;
        try (Stream<Path> found = Files.walk(expected)) {
            files = found.map(Path::toString)
                    .filter(file -> file.endsWith(".parquet"))
                    .toList();
        }
        String list = files.stream()
                .map(file -> "'" + file.replace("'", "''") + "'")
                .collect(Collectors.joining(",", "[", "]"));
        String ours = "SELECT * FROM (" + snapshot.scanSql() + ")";
        String theirs = "SELECT * FROM read_parquet(" + list + ", hive_partitioning = false)";
        try (Session session = engine.session()) {
            String columns = session.describe(theirs).names().stream()
                    .filter(column -> !table.equals(IN_AN_UNKNOWN_ZONE) || !column.equals("as_timestamp"))
                    .map(column -> '"' + column.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(", "));
            ours = "SELECT " + columns + " FROM (" + ours + ")";
            theirs = "SELECT " + columns + " FROM (" + theirs + ")";
        }
        assertThat(query("SELECT count(*) FROM (" + ours + ")"))
                .isEqualTo(query("SELECT count(*) FROM (" + theirs + ")"));
        assertThat(query("(" + ours + ") EXCEPT ALL (" + theirs + ")")).isEmpty();
        assertThat(query("(" + theirs + ") EXCEPT ALL (" + ours + ")")).isEmpty();
    }

    private void unpack(String name) throws Exception {
        Process tar = new ProcessBuilder(
                        "tar",
                        "--zstd",
                        "-xf",
                        golden().resolve(name + ".tar.zst").toAbsolutePath().toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
    }
}
