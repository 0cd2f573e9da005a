package dev.neuralake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store must do; one subclass per implementation. */
abstract class ObjectStoreContract {
    abstract ObjectStore store();

    @Test
    void readsWhatWasWritten() throws Exception {
        store().write("a/b.bin", bytes("hello"));
        assertThat(store().read("a/b.bin")).isEqualTo(bytes("hello"));
        try (InputStream in = store().open("a/b.bin")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("hello"));
        }
    }

    @Test
    void writeReplaces() {
        ObjectInfo first = store().write("k", bytes("one"));
        ObjectInfo second = store().write("k", bytes("second"));
        assertThat(store().read("k")).isEqualTo(bytes("second"));
        assertThat(second.etag()).isNotEqualTo(first.etag());
    }

    @Test
    void readsARangeAndStopsAtTheEnd() {
        store().write("k", bytes("0123456789"));
        assertThat(store().readRange("k", 2, 3)).isEqualTo(bytes("234"));
        assertThat(store().readRange("k", 8, 100)).isEqualTo(bytes("89"));
        assertThat(store().readRange("k", 10, 1)).isEmpty();
    }

    @Test
    void tellsSizeAndTime() {
        store().write("k", bytes("0123456789"));
        ObjectInfo info = store().head("k");
        assertThat(info.key()).isEqualTo("k");
        assertThat(info.sizeBytes()).isEqualTo(10);
        assertThat(Duration.between(info.modifiedAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    void aMissingObjectIsNamed() {
        assertThatThrownBy(() -> store().read("no/such"))
                .isInstanceOf(MissingObjectException.class)
                .hasMessageContaining("no/such");
        assertThatThrownBy(() -> store().readRange("no/such", 0, 1)).isInstanceOf(MissingObjectException.class);
        assertThatThrownBy(() -> store().open("no/such")).isInstanceOf(MissingObjectException.class);
        assertThatThrownBy(() -> store().head("no/such")).isInstanceOf(MissingObjectException.class);
        assertThatThrownBy(() -> store().local("no/such")).isInstanceOf(MissingObjectException.class);
        assertThat(store().find("no/such")).isEmpty();
    }

    @Test
    void aFolderIsNotAnObject() {
        store().write("folder/k", bytes("x"));
        assertThatThrownBy(() -> store().head("folder")).isInstanceOf(MissingObjectException.class);
    }

    @Test
    void createRefusesATakenKey() {
        store().create("log/0.json", bytes("first"));
        assertThatThrownBy(() -> store().create("log/0.json", bytes("second")))
                .isInstanceOf(ObjectExistsException.class)
                .hasMessageContaining("log/0.json");
        assertThat(store().read("log/0.json")).isEqualTo(bytes("first"));
    }

    @Test
    void aHintIsWrittenOnceAsWell() {
        assertThat(store().createHint("log/0.crc", bytes("first")).sizeBytes()).isEqualTo(5);
        assertThat(store().read("log/0.crc")).isEqualTo(bytes("first"));
        assertThatThrownBy(() -> store().createHint("log/0.crc", bytes("second")))
                .isInstanceOf(ObjectExistsException.class)
                .hasMessageContaining("log/0.crc");
        assertThat(store().folder("log").createHint("1.crc", bytes("other")).key())
                .isEqualTo("1.crc");
        assertThat(keys("", null)).containsExactly("log/0.crc", "log/1.crc");
    }

    @Test
    void uploadStoresAFileOnceAndConsumesIt() throws Exception {
        Path file = Files.write(store().stage("data/f.parquet"), bytes("rows"));
        store().upload("data/f.parquet", file);
        assertThat(store().read("data/f.parquet")).isEqualTo(bytes("rows"));
        assertThat(file).doesNotExist();

        Path again = Files.write(store().stage("data/f.parquet"), bytes("other"));
        assertThatThrownBy(() -> store().upload("data/f.parquet", again)).isInstanceOf(ObjectExistsException.class);
        assertThat(store().read("data/f.parquet")).isEqualTo(bytes("rows"));
    }

    @Test
    void aStagedFileIsNotListed() throws Exception {
        Files.write(store().stage("data/f.parquet"), bytes("rows"));
        assertThat(keys("", null)).isEmpty();
    }

    @Test
    void listsByCodePointWithPrefixAndStart() {
        List<String> all = List.of(
                "a b/c",
                "a-b",
                "a/b/c",
                "a/b-c",
                "a0",
                "log/00.json",
                "log/01.json",
                "log/_side/x",
                "log/é",
                "log/\uFFFD",
                "log/\uD83D\uDE00");
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new java.util.Random(7));
        shuffled.forEach(key -> store().write(key, bytes(key)));

        assertThat(keys("", null))
                .containsExactly(
                        "a b/c",
                        "a-b",
                        "a/b-c",
                        "a/b/c",
                        "a0",
                        "log/00.json",
                        "log/01.json",
                        "log/_side/x",
                        "log/é",
                        "log/\uFFFD",
                        "log/\uD83D\uDE00");
        assertThat(keys("log/0", null)).containsExactly("log/00.json", "log/01.json");
        assertThat(keys("log/", "log/00.json")).startsWith("log/01.json").hasSize(5);
        assertThat(keys("log/", "log/_side/x")).startsWith("log/é");
        assertThat(keys("log/", "log/_side")).startsWith("log/_side/x");
        assertThat(keys("a", "a-")).containsExactly("a-b", "a/b-c", "a/b/c", "a0");
        assertThat(keys("a/b/", null)).containsExactly("a/b/c");
        assertThat(keys("nothing/", null)).isEmpty();
    }

    @Test
    void deletesManyAndPassesOverMissing() {
        store().write("a", bytes("1"));
        store().write("b/c", bytes("2"));
        store().write("d", bytes("3"));
        store().delete(List.of("a", "b/c", "nothing"));
        assertThat(keys("", null)).containsExactly("d");
    }

    @Test
    void keepsOddNames() {
        for (String key : List.of("p=a b/x.parquet", "p=%20/y", "ü/日本", "a+b&c#d?e/'q\"", "col=x%2Fy/z")) {
            store().write(key, bytes(key));
            assertThat(store().read(key)).isEqualTo(bytes(key));
            assertThat(keys("", null)).contains(key);
        }
    }

    @Test
    void refusesKeysThatLeaveTheRoot() {
        for (String key : List.of("", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/")) {
            assertThatThrownBy(() -> store().read(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Cannot use key");
        }
    }

    @Test
    void aLocalPathHoldsTheObject() throws Exception {
        store().write("data/f.parquet", bytes("rows"));
        assertThat(Files.readAllBytes(store().local("data/f.parquet"))).isEqualTo(bytes("rows"));
    }

    @Test
    void aFolderIsAStoreOfItsOwn() {
        ObjectStore folder = store().folder("tables/t 1");
        folder.create("log/0.json", bytes("x"));
        folder.write("log/1.json", bytes("y"));
        assertThat(store().read("tables/t 1/log/0.json")).isEqualTo(bytes("x"));
        try (Stream<ObjectInfo> list = folder.list("log/", "log/0.json")) {
            assertThat(list.map(ObjectInfo::key)).containsExactly("log/1.json");
        }
        assertThat(folder.location().toString()).endsWith("tables/t%201/");
        assertThatThrownBy(() -> folder.create("log/0.json", bytes("z"))).isInstanceOf(ObjectExistsException.class);
        folder.delete(List.of("log/0.json"));
        assertThat(store().find("tables/t 1/log/0.json")).isEmpty();
    }

    @Test
    void twentyWritersRacingHaveOneWinnerEach() throws Exception {
        int writers = 20;
        int versions = 15;
        List<List<Integer>> won = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            List<Integer> wins = new ArrayList<>();
            won.add(wins);
            byte[] body = bytes("writer " + w);
            threads.add(Thread.ofPlatform().start(() -> race(start, versions, body, wins)));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(won.stream().flatMap(List::stream).sorted())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(0, versions).boxed().toList());
        for (int w = 0; w < writers; w++) {
            for (int version : won.get(w)) {
                assertThat(store().read("log/" + version)).isEqualTo(bytes("writer " + w));
            }
        }
    }

    private void race(CountDownLatch start, int versions, byte[] body, List<Integer> wins) {
        try {
            start.await();
        } catch (InterruptedException e) {
            return;
        }
        for (int version = 0; version < versions; version++) {
            try {
                store().create("log/" + version, body);
                wins.add(version);
            } catch (ObjectExistsException lost) {
                // The next version, then.
            }
        }
    }

    List<String> keys(String prefix, String startAfter) {
        try (Stream<ObjectInfo> list = store().list(prefix, startAfter)) {
            return list.map(ObjectInfo::key).toList();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
