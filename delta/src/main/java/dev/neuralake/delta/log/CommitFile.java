package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.CommitInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One commit of the log.
 *
 * @param writtenAtMillis when its file was written, milliseconds since the epoch
 */
public record CommitFile(long version, long writtenAtMillis, List<Action> actions) {
    public CommitFile {
        actions = List.copyOf(actions);
    }

    /** Who committed what; null where the writer did not say. */
    public @Nullable CommitInfo info() {
        for (Action action : actions) {
            if (action instanceof CommitInfo info) {
                return info;
            }
        }
        return null;
    }

    /**
     * When the version was made: by its own account where the table keeps timestamps in commits, else its file's time.
     */
    public long timestampMillis() {
        CommitInfo info = info();
        Long inCommit = info == null ? null : info.inCommitTimestamp();
        return inCommit == null ? writtenAtMillis : inCommit;
    }
}
