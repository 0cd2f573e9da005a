package dev.neuralake.storage;

import org.junit.jupiter.api.AfterEach;

class MemoryStoreTest extends ObjectStoreContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    ObjectStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
