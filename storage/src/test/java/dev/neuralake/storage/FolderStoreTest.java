package dev.neuralake.storage;

import org.junit.jupiter.api.AfterEach;

class FolderStoreTest extends ObjectStoreContract {
    private final MemoryStore whole = new MemoryStore();
    private final ObjectStore store = whole.folder("some/folder");

    @Override
    ObjectStore store() {
        return store;
    }

    @AfterEach
    void close() {
        whole.close();
    }
}
