package dev.neuralake.delta.log;

import dev.neuralake.delta.action.RemoveFile;
import org.jspecify.annotations.Nullable;

/** A file that was removed, and the sidecar that says so. For one thread at a time. */
final class Tombstone {
    private final RemoveFile remove;
    private @Nullable SidecarContents sidecar;
    private boolean replaced;

    Tombstone(RemoveFile remove) {
        this.remove = remove;
    }

    RemoveFile remove() {
        return remove;
    }

    @Nullable
    SidecarContents sidecar() {
        return sidecar;
    }

    void heldBy(SidecarContents contents) {
        sidecar = contents;
        if (replaced) {
            contents.changed();
        }
    }

    /** The file is there again, or was removed once more. */
    void replaced() {
        replaced = true;
        if (sidecar != null) {
            sidecar.changed();
        }
    }

    boolean isOlderThan(long millis) {
        return remove.deletedAtMillis() < millis;
    }
}
