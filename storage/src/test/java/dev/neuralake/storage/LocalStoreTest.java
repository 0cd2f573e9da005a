package dev.neuralake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
