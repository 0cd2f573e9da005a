package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DomainMetadata;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.storage.ObjectStore;
import dev.neuralake.storage.StoreException;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compacted commits: when they are written, what they hold, and that they may be wrong without harm. */
class LogCompactionTest extends DeltaFixture {
    private static final Schema SCHEMA = Schema.of(Column.of("id", Primitive.LONG));
    private static final TableSpec TABLE = TableSpec.of(SCHEMA).withProperty("delta.checkpointInterval", "100");

    private Path file(String name) {
        return folder.resolve("t/_delta_log").resolve(name);
    }

    private static String commit(long version) {
        return "%020d.json".formatted(version);
    }

    private static String compacted(long from, long to) {
        return "%020d.%020d.compacted.json".formatted(from, to);
    }

    private List<String> compactedFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("t/_delta_log"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".compacted.json"))
                    .sorted()
                    .toList();
        }
    }

    /** Versions 1 to 23: an append each, but version 15 deletes what the appends before brought. */
    private void history(DeltaLog log) {
        log.create(TABLE);
        for (long version = 1; version <= 23; version++) {
            if (version == 15) {
                log.delete(DeleteSpec.where("id < 15"));
            } else {
                log.append(
                        Rows.of(rows(SCHEMA, row(version))),
                        WriteOptions.defaults().withTransaction("feed", version));
            }
        }
    }

    private static final List<List<Object>> ROWS =
            LongStream.rangeClosed(16, 23).mapToObj(id -> List.<Object>of(id)).toList();

    private List<List<Object>> readAnew() {
        try (DeltaLog log = open("t")) {
            Snapshot snapshot = log.snapshot();
            assertThat(snapshot.transaction("feed").orElseThrow().version()).isEqualTo(23);
            return read(snapshot, "id");
        }
    }

    @Test
    void commitsAreCompactedBetweenCheckpointsAndReadInTheirPlace() throws IOException {
        try (DeltaLog log = open("t")) {
            history(log);
        }
        assertThat(compactedFiles()).containsExactly(compacted(1, 10), compacted(11, 20));
        assertThat(Files.readString(file(compacted(1, 10))))
                .doesNotContain("commitInfo")
                .doesNotContain("dataChange\":true");
        for (long version = 1; version <= 20; version++) {
            Files.writeString(file(commit(version)), "covered");
        }
        assertThat(readAnew()).isEqualTo(ROWS);
        assertThat(KernelTable.read(folder.resolve("t"))).containsExactlyInAnyOrderElementsOf(ROWS);
        assertThat(KernelTable.latest(folder.resolve("t")).getLatestTransactionVersion(KernelTable.engine(), "feed"))
                .hasValue(23L);
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.snapshot(12)).hasMessageContaining(commit(11) + " is torn or not JSON");
        }
    }

    @Test
    void theIntervalIsAPropertyOfTheTable() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TABLE.withProperty("neuralake.logCompactionInterval", "4"));
            for (long id = 1; id <= 9; id++) {
                log.append(rows(SCHEMA, row(id)));
            }
            assertThat(compactedFiles()).containsExactly(compacted(1, 4), compacted(5, 8));
            log.checkpoint();
            log.alter(new Alteration.SetProperties(Map.of("neuralake.logCompactionInterval", "0")));
            for (long id = 11; id <= 16; id++) {
                log.append(rows(SCHEMA, row(id)));
            }
            assertThat(compactedFiles()).hasSize(2);
            log.alter(new Alteration.SetProperties(Map.of("neuralake.logCompactionInterval", "20")));
            for (long id = 18; id <= 20; id++) {
                log.append(rows(SCHEMA, row(id)));
            }
            assertThat(compactedFiles()).last().isEqualTo(compacted(10, 20));
            assertThatThrownBy(() ->
                            log.alter(new Alteration.SetProperties(Map.of("neuralake.logCompactionInterval", "often"))))
                    .hasMessage("Cannot use 'often' as neuralake.logCompactionInterval: it is a whole number, or 0"
                            + " for none");
            assertThatThrownBy(() -> log.alter(new Alteration.SetProperties(Map.of("neuralake.logCompaction", "5"))))
                    .hasMessageContaining("there is no such property of Neuralake tables")
                    .hasMessageContaining("neuralake.logCompactionInterval");
        }
        assertThat(KernelTable.read(folder.resolve("t"))).hasSize(18);
    }

    @Test
    void commitsThatACheckpointCoversAreNotCompacted() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TableSpec.of(SCHEMA));
            for (long id = 1; id <= 12; id++) {
                log.append(rows(SCHEMA, row(id)));
            }
        }
        assertThat(compactedFiles()).isEmpty();
    }

    @Test
    void aCompactedFileThatIsTornOrWrongIsSurvived() throws IOException {
        try (DeltaLog log = open("t")) {
            history(log);
        }
        Logger reader = Logger.getLogger("dev.neuralake.delta.log.CommitReader");
        reader.setLevel(Level.OFF);
        String whole = Files.readString(file(compacted(11, 20)));
        String lastLine = whole.substring(whole.lastIndexOf('\n', whole.length() - 2) + 1);
        assertThat(lastLine).startsWith("{\"add\"");
        List<String> wrong = List.of(
                "", "\n", whole.substring(0, whole.length() / 2), "[]", "\0\0", whole.replace(lastLine, ""), lastLine);
        for (String text : wrong) {
            Files.writeString(file(compacted(11, 20)), text);
            assertThat(readAnew()).as(text).isEqualTo(ROWS);
        }
        Files.writeString(file(compacted(11, 20)), whole);
        Files.writeString(file(compacted(12, 11)), "");
        Files.writeString(file(compacted(13, 13)), "");
        Files.writeString(file(compacted(21, 99)), "");
        assertThat(readAnew()).isEqualTo(ROWS);
        reader.setLevel(null);
    }

    @Test
    void itKeepsWhatTakesAwayFromEarlierVersions() throws IOException {
        try (DeltaLog log = open("t")) {
            log.create(TABLE.withProperty("delta.feature.domainMetadata", "supported"));
            log.append(rows(SCHEMA, row(1L)));
            AddFile old = log.snapshot().files().iterator().next();
            write(log, 2, new DomainMetadata("mine", "{}", false), new SetTransaction("a", 1, 5L));
            write(log, 3, new DomainMetadata("other", "{}", false), new SetTransaction("a", 2, null));
            write(log, 4, new DomainMetadata("mine", "{}", true), old.remove(0, true));
            write(log, 5, old.withPath("new.parquet"), new SetTransaction("b", 1, 0L));
            write(log, 6, old.withPath("new.parquet").remove(7, true), old.withPath("last.parquet"));
            log.log().compact(3, 5);
            log.log().compact(3, 6);
            write(log, 7, old.withPath("newest.parquet"));
        }
        assertThat(Files.readString(file(compacted(3, 5))).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"domain\":\"mine\"", "\"removed\":true"),
                        line -> assertThat(line).contains("\"domain\":\"other\"", "\"removed\":false"),
                        line -> assertThat(line).contains("\"appId\":\"a\",\"version\":2"),
                        line -> assertThat(line).contains("\"appId\":\"b\",\"version\":1"),
                        line -> assertThat(line).startsWith("{\"remove\":").contains("\"dataChange\":false"),
                        line -> assertThat(line)
                                .startsWith("{\"add\":")
                                .contains("new.parquet", "\"dataChange\":false"));
        for (long version = 3; version <= 6; version++) {
            Files.writeString(file(commit(version)), "covered");
        }
        try (DeltaLog log = open("t")) {
            assertThat(log.snapshot().files().stream().map(AddFile::path))
                    .containsExactly("last.parquet", "newest.parquet");
            assertThat(log.snapshot().transaction("a").orElseThrow().version()).isEqualTo(2);
        }
        var kernel = KernelTable.latest(folder.resolve("t"));
        assertThat(kernel.getDomainMetadata("mine")).isEmpty();
        assertThat(kernel.getDomainMetadata("other")).hasValue("{}");
        assertThat(kernel.getLatestTransactionVersion(KernelTable.engine(), "a"))
                .hasValue(2L);
    }

    private static void write(DeltaLog log, long version, Action... actions) {
        log.log().write(version, List.of(actions));
    }

    @Test
    void theLogIsCleanedOfThem() throws IOException {
        try (DeltaLog log = open("t")) {
            history(log);
            log.checkpoint();
            log.append(rows(SCHEMA, row(24L)));
            for (long version = 0; version <= 23; version++) {
                Files.setLastModifiedTime(
                        file(commit(version)), FileTime.from(Instant.now().minus(Duration.ofDays(40))));
            }
            assertThat(log.cleanUpLog()).contains("_delta_log/" + compacted(1, 10), "_delta_log/" + compacted(11, 20));
            assertThat(compactedFiles()).isEmpty();
            assertThat(log.snapshot().version()).isEqualTo(24);
        }
        assertThat(KernelTable.read(folder.resolve("t"))).hasSize(9);
    }

    @Test
    void aCommitStandsWhereItsCompactionFails() throws IOException {
        Logger upkeep = Logger.getLogger(Upkeep.class.getName());
        upkeep.setLevel(Level.OFF);
        LocalStore store = new LocalStore(folder.resolve("t"));
        ObjectStore refusing = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("create")
                            && String.valueOf(arguments[0]).contains("compacted")) {
                        throw new StoreException("Cannot create it: not today");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        try (DeltaLog log = DeltaLog.open(refusing, engine, "t")) {
            history(log);
        }
        upkeep.setLevel(null);
        assertThat(compactedFiles()).isEmpty();
        assertThat(readAnew()).isEqualTo(ROWS);
    }
}
