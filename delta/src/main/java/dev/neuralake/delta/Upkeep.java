package dev.neuralake.delta;

import dev.neuralake.delta.log.TableLog;
import dev.neuralake.delta.log.TableState;
import java.lang.System.Logger.Level;

/**
 * What is done for readers after a commit. The commit stands whether it succeeds or not, so failures are only logged.
 */
final class Upkeep {
    private static final System.Logger LOGGER = System.getLogger(Upkeep.class.getName());
    private static final String INTERVAL = "delta.checkpointInterval";

    private final TableLog log;

    Upkeep(TableLog log) {
        this.log = log;
    }

    void after(long version) {
        try {
            TableState state = log.cached();
            long interval = Math.max(1, Long.parseLong(state.metadata().property(INTERVAL, "10")));
            if (version > 0 && version % interval == 0) {
                log.checkpoint();
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Upkeep after version " + version + " did not succeed", e);
        }
    }
}
