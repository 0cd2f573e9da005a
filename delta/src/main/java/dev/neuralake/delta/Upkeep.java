package dev.neuralake.delta;

import dev.neuralake.delta.log.TableLog;
import dev.neuralake.delta.log.TableState;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * What is done for readers after a commit. The commit stands whether it succeeds or not, so failures are only logged.
 */
final class Upkeep {
    private static final System.Logger LOGGER = System.getLogger(Upkeep.class.getName());
    private static final String INTERVAL = "delta.checkpointInterval";

    private static final String CLEAN_UP = "delta.enableExpiredLogCleanup";
    private static final long CLEAN_UP_EVERY_NANOS = Duration.ofHours(1).toNanos();

    private final TableLog log;
    private volatile long cleanedUpAtNanos;

    Upkeep(TableLog log) {
        this.log = log;
    }

    /** Listing a long log takes a while, and what expires does so over days. */
    private void cleanUp(TableState state) {
        long now = System.nanoTime();
        boolean wanted = !state.metadata().property(CLEAN_UP, "true").equalsIgnoreCase("false");
        if (wanted && (cleanedUpAtNanos == 0 || now - cleanedUpAtNanos > CLEAN_UP_EVERY_NANOS)) {
            cleanedUpAtNanos = now;
            log.cleanUp(System.currentTimeMillis());
        }
    }

    void after(long version) {
        try {
            log.checksum(version);
            TableState state = log.cached();
            long interval = Math.max(1, Long.parseLong(state.metadata().property(INTERVAL, "10")));
            if (version > 0 && version % interval == 0) {
                log.checkpoint();
                cleanUp(state);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Upkeep after version " + version + " did not succeed", e);
        }
    }
}
