package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.delta.index.FileIndex;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sidecars the newest known checkpoint has, and what is in them. Places of files count in one arrangement of the
 * index: once that is arranged anew, nothing is known any more. For one thread at a time.
 */
final class SidecarLedger {
    private final Map<Sidecar, SidecarContents> contents = new LinkedHashMap<>();
    private @Nullable LogFile checkpoint;
    private int arrangement;

    /** What a sidecar is known to hold so far, while its checkpoint is read. */
    SidecarContents of(Sidecar sidecar) {
        return contents.computeIfAbsent(sidecar, SidecarContents::new);
    }

    /** The checkpoint is read. */
    void begin(LogFile ofCheckpoint, int inArrangement) {
        checkpoint = ofCheckpoint;
        arrangement = inArrangement;
    }

    /** A newer checkpoint is written. */
    void begin(WrittenCheckpoint written, int inArrangement) {
        contents.clear();
        written.kept().forEach(each -> contents.put(each.sidecar(), each));
        written.added().forEach((sidecar, part) -> contents.put(sidecar, SidecarContents.of(sidecar, part)));
        begin(written.file(), inArrangement);
    }

    /** The checkpoint whose sidecars are known, null where none are. */
    @Nullable
    LogFile checkpoint(int inArrangement) {
        return contents.isEmpty() || arrangement != inArrangement ? null : checkpoint;
    }

    /** The sidecars of which everything stands in a version of the ledger's arrangement. */
    List<SidecarContents> standing(FileIndex index, long oldestTombstoneMillis) {
        return contents.values().stream()
                .filter(each -> each.stands(index, oldestTombstoneMillis))
                .toList();
    }

    Set<SidecarContents> all() {
        return new HashSet<>(contents.values());
    }
}
