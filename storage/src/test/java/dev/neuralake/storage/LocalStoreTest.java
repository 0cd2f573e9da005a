package dev.neuralake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    @Override
    ObjectStore store() {
        return new LocalStore(folder.resolve("root"));
    }

    @Test
    void leavesNoTemporaryFileBehind() throws Exception {
        store().create("log/0.json", bytes("a"));
        assertThatThrownBy(() -> store().create("log/0.json", bytes("b"))).isInstanceOf(ObjectExistsException.class);
        store().write("log/0.json", bytes("c"));
        try (Stream<Path> files = Files.list(folder.resolve("root/log"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("0.json");
        }
    }

    @Test
    void whatTheDeadHaveStagedIsDiscarded() throws Exception {
        Instant old = Instant.now().minusSeconds(100);
        Path left = Files.writeString(store().stage("data/p=1/f.parquet"), "half");
        Path folderLeft = Files.createDirectories(store().stage("files-1").resolve("p=1"));
        Path inIt = Files.writeString(folderLeft.resolve("part"), "half");
        for (Path path : List.of(left, inIt, folderLeft, folderLeft.getParent())) {
            Files.setLastModifiedTime(path, FileTime.from(old));
        }
        Path atWork = Files.createDirectories(store().stage("files-2"));
        Files.setLastModifiedTime(Files.writeString(atWork.resolve("old"), "x"), FileTime.from(old));
        Path young = Files.writeString(atWork.resolve("young"), "x");
        store().write("data/p=1/kept", bytes("x"));
        Files.setLastModifiedTime(store().local("data/p=1/kept"), FileTime.from(old));

        store().discardStaged(old.plusSeconds(50));

        assertThat(left).doesNotExist();
        assertThat(folderLeft.getParent()).doesNotExist();
        assertThat(young).exists();
        assertThat(atWork.resolve("old")).exists();
        assertThat(keys("", null)).containsExactly("data/p=1/kept");
        new LocalStore(folder.resolve("nothing here")).discardStaged(old);
    }

    /** A real file system of a few blocks, where one may be mounted. */
    @Test
    void aFullDiskIsSaidToBeSoAndLeavesNothingHalfWritten() throws Exception {
        Path small = Files.createDirectories(folder.resolve("small"));
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=64k", "none", small.toString()),
                "a small file system can be mounted here");
        try {
            ObjectStore store = new LocalStore(small);
            store.create("log/0.json", bytes("first"));
            byte[] large = new byte[200_000];
            assertThatThrownBy(() -> store.create("log/1.json", large))
                    .isInstanceOf(StoreFullException.class)
                    .hasMessageContaining("no space left on the device");
            assertThatThrownBy(() -> store.write("log/0.json", large)).isInstanceOf(StoreFullException.class);
            Path prepared = Files.write(folder.resolve("prepared"), large);
            assertThatThrownBy(() -> store.upload("data/x", prepared)).isInstanceOf(StoreFullException.class);
            assertThat(store.read("log/0.json")).isEqualTo(bytes("first"));
            assertThat(store.find("log/1.json")).isEmpty();
            store.create("log/1.json", bytes("fits"));
            try (Stream<Path> files = Files.list(small.resolve("log"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("0.json", "1.json");
            }
        } finally {
            ran("umount", small.toString());
        }
    }

    private static boolean ran(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Processes race for versions and are killed meanwhile: each version is one process's, whole, and none is left out. */
    @Test
    void processesThatAreKilledRaceForVersionsWithoutGapsOrTears() throws Exception {
        Path root = folder.resolve("root");
        List<Process> racers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            racers.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            LogRacer.class.getName(),
                            root.toString(),
                            String.valueOf(i))
                    .redirectOutput(folder.resolve("won-" + i).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (int i = 0; i < racers.size(); i++) {
            while (won(i).size() < 40) {
                Thread.sleep(5);
            }
            racers.get(i).destroyForcibly().waitFor();
        }
        List<String> versions = keys("log/", null);
        assertThat(versions).hasSizeGreaterThan(160);
        for (int version = 0; version < versions.size(); version++) {
            String key = LogRacer.key(version);
            assertThat(versions.get(version)).isEqualTo(key);
            assertThat(new String(store().read(key), UTF_8)).matches("racer [0-3] at work;".repeat(100));
        }
        for (int i = 0; i < racers.size(); i++) {
            for (String version : won(i)) {
                assertThat(new String(store().read(LogRacer.key(Integer.parseInt(version))), UTF_8))
                        .as("version %s, which racer %s won", version, i)
                        .startsWith("racer " + i + " ");
            }
        }
        assertThat(racers).allMatch(racer -> racer.exitValue() == 128 + 9);
    }

    /** The versions that a racer told of, but for a line that its death has cut short. */
    private List<String> won(int racer) throws IOException {
        String told = Files.readString(folder.resolve("won-" + racer));
        return told.substring(0, told.lastIndexOf('\n') + 1).lines().toList();
    }

    @Test
    void aFolderThatMayNotBeWrittenIsSaidToBeSo() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "root may write anywhere");
        assertThatThrownBy(() -> new LocalStore(closed).create("k", bytes("x")))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void aPathThatRunsThroughAFileIsMissing() {
        store().write("a", bytes("x"));
        assertThatThrownBy(() -> store().head("a/b")).isInstanceOf(StoreException.class);
    }

    @Test
    void localGivesTheFileItself() {
        store().write("data/x", bytes("1"));
        assertThat(store().local("data/x")).isEqualTo(folder.resolve("root/data/x"));
    }
}
