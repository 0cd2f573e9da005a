package dev.neuralake.delta.log;

import dev.neuralake.delta.action.RemoveFile;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint of one version is made of. The version may be passed meanwhile.
 *
 * @param tombstones of all files that are not forgotten
 * @param oldestTombstoneMillis what was removed before need not be told
 * @param base the checkpoint whose sidecars may be named again, null where there is none
 * @param standing the sidecars of the base that hold nothing but what stands in this version
 * @param arrangement in which arrangement of the index places are meant
 */
record CheckpointDraft(
        TableState state,
        List<Tombstone> tombstones,
        long oldestTombstoneMillis,
        @Nullable LogFile base,
        List<SidecarContents> standing,
        int arrangement) {

    /** The tombstones that a checkpoint must tell of. */
    Collection<RemoveFile> removes() {
        return tombstones.stream()
                .filter(tombstone -> !tombstone.isOlderThan(oldestTombstoneMillis))
                .map(Tombstone::remove)
                .toList();
    }

    /** The tombstones to write beside some sidecars that are named again. */
    List<Tombstone> tombstonesBeside(Set<SidecarContents> kept) {
        return tombstones.stream()
                .filter(tombstone -> !tombstone.isOlderThan(oldestTombstoneMillis))
                .filter(tombstone -> tombstone.sidecar() == null || !kept.contains(tombstone.sidecar()))
                .collect(Collectors.toList());
    }
}
