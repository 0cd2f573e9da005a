package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.delta.action.AddFile;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A table large enough for several sidecars, as Delta Kernel sees it. */
class IncrementalCheckpointTest extends DeltaFixture {
    private static final Schema SCHEMA = Schema.of(Column.of("id", Primitive.LONG));
    private static final int FILES = 60_000;

    private Path logFolder() {
        return folder.resolve("t/_delta_log");
    }

    private Set<String> sidecars() throws IOException {
        try (Stream<Path> files = Files.list(logFolder().resolve("_sidecars"))) {
            return new TreeSet<>(files.map(Path::toString)
                    .filter(name -> name.endsWith(".parquet"))
                    .toList());
        }
    }

    private static List<AddFile> files(int count) {
        List<AddFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(new AddFile(
                    "part-" + i + ".parquet",
                    Map.of(),
                    10,
                    20,
                    true,
                    "{\"numRecords\":1}",
                    Map.of(),
                    null,
                    null,
                    null,
                    null));
        }
        return files;
    }

    private Set<String> pathsByKernel() throws IOException {
        Set<String> paths = new TreeSet<>();
        var scan = KernelTable.latest(folder.resolve("t")).getScanBuilder().build();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(KernelTable.engine())) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    while (rows.hasNext()) {
                        String path = InternalScanFileUtils.getAddFileStatus(rows.next())
                                .getPath();
                        assertThat(paths.add(path.substring(path.lastIndexOf('/') + 1)))
                                .as(path)
                                .isTrue();
                    }
                }
            }
        }
        return paths;
    }

    @Test
    void kernelReadsSidecarsThatSeveralCheckpointsName() throws IOException {
        List<AddFile> files = files(FILES);
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA).withProperty("delta.checkpointPolicy", "v2"));
            log.log().write(1, files);
            log.checkpoint();
            Set<String> first = sidecars();
            assertThat(first).hasSize(3);

            long now = System.currentTimeMillis();
            log.log()
                    .write(
                            2,
                            List.of(files.get(0).remove(now, true), files.get(1).remove(now, true)));
            log.log().write(3, List.of(files.get(1).withPath("late.parquet"), files.get(0)));
            log.checkpoint();
            Set<String> second = sidecars();
            second.removeAll(first);
            assertThat(second).as("what is left of one, and a tombstone").hasSize(2);
        }
        for (int version = 0; version < 3; version++) {
            Files.delete(logFolder().resolve("%020d.json".formatted(version)));
        }
        Set<String> expected = new TreeSet<>(files.stream().map(AddFile::path).toList());
        expected.remove("part-1.parquet");
        expected.add("late.parquet");
        assertThat(pathsByKernel()).isEqualTo(expected);
        try (DeltaLog log = open("t")) {
            assertThat(log.snapshot().numFiles()).isEqualTo(FILES);
            Set<String> paths = new TreeSet<>();
            log.snapshot().files().forEach(file -> paths.add(file.path()));
            assertThat(paths).isEqualTo(expected);
        }
    }

    @Test
    void vacuumLeavesSidecars() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA)
                    .withProperty("delta.checkpointPolicy", "v2")
                    .withProperty("delta.deletedFileRetentionDuration", "interval 0 hours"));
            log.append(rows(SCHEMA, row(1L)));
            log.checkpoint();
            Set<String> before = sidecars();
            for (String sidecar : before) {
                Files.setLastModifiedTime(
                        Path.of(sidecar), FileTime.from(Instant.now().minus(Duration.ofDays(100))));
            }
            log.overwrite(rows(SCHEMA, row(2L)));
            assertThat(log.vacuum(VacuumSpec.full()).files()).allMatch(file -> !file.contains("_delta_log"));
            assertThat(sidecars()).containsAll(before);
        }
    }
}
