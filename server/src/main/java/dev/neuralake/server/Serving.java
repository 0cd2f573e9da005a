package dev.neuralake.server;

import dev.neuralake.catalog.Catalog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The catalog that is served now; one that was replaced stays in use until the last request that began with it ends.
 */
final class Serving {
    private final AtomicReference<Holder> current;

    Serving(Catalog catalog) {
        this.current = new AtomicReference<>(new Holder(catalog));
    }

    /** A catalog for the time of one request. */
    Use use() {
        while (true) {
            Holder holder = current.get();
            if (holder.enter()) {
                return holder;
            }
        }
    }

    /** @return completes with the catalog that was served so far, once no request uses it */
    CompletableFuture<Catalog> replace(Catalog next) {
        return current.getAndSet(new Holder(next)).retire();
    }

    /** To be closed when the request is answered. */
    sealed interface Use extends AutoCloseable {
        Catalog catalog();

        @Override
        void close();
    }

    private static final class Holder implements Use {
        private final Catalog catalog;
        private final CompletableFuture<Catalog> unused = new CompletableFuture<>();
        private int users;
        private boolean retired;

        Holder(Catalog catalog) {
            this.catalog = catalog;
        }

        synchronized boolean enter() {
            if (retired) {
                return false;
            }
            users++;
            return true;
        }

        @Override
        public Catalog catalog() {
            return catalog;
        }

        @Override
        public void close() {
            boolean last;
            synchronized (this) {
                users--;
                last = retired && users == 0;
            }
            if (last) {
                unused.complete(catalog);
            }
        }

        CompletableFuture<Catalog> retire() {
            boolean last;
            synchronized (this) {
                retired = true;
                last = users == 0;
            }
            if (last) {
                unused.complete(catalog);
            }
            return unused;
        }
    }
}
