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
    /** Ten is what Delta has for checkpoints: then nobody reads many more than that of single commits. */
    private static final String INTERVAL = "10";

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

    /** Between checkpoints, commits are compacted; what a checkpoint covers needs it no more. */
    private void compact(long version, TableState state) {
        long interval = number(state, TableProperty.COMPACTION_INTERVAL);
        if (interval > 1 && version > 0 && version % interval == 0) {
            long from = Math.max(version - interval, state.checkpointVersion()) + 1;
            if (from < version) {
                log.compact(from, version);
            }
        }
    }

    private static long number(TableState state, TableProperty property) {
        return Long.parseLong(state.metadata().property(property.key(), INTERVAL));
    }

    void after(long version) {
        try {
            log.checksum(version);
            TableState state = log.cached();
            long interval = Math.max(1, number(state, TableProperty.CHECKPOINT_INTERVAL));
            if (version > 0 && version % interval == 0) {
                log.checkpoint(version);
                cleanUp(state);
            } else {
                compact(version, state);
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Upkeep after version " + version + " did not succeed", e);
        }
    }
}
