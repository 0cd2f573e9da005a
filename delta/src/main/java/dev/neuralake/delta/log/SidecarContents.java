package dev.neuralake.delta.log;

import dev.neuralake.delta.action.Sidecar;
import dev.neuralake.delta.index.FileIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * What one sidecar holds: files, by their places in the index, and tombstones. It can be named by the next checkpoint as
 * long as all of them stand. For one thread at a time.
 */
final class SidecarContents {
    private final Sidecar sidecar;
    private final List<Span> spans = new ArrayList<>();
    /** The last span, which grows as files are read. */
    private int openFrom;

    private int openTo;
    private int files;
    private int tombstones;
    private long youngestTombstoneMillis = Long.MIN_VALUE;
    private boolean changed;

    SidecarContents(Sidecar sidecar) {
        this.sidecar = sidecar;
    }

    /** The contents of a sidecar that was written by a plan. */
    static SidecarContents of(Sidecar sidecar, SidecarPlan.Part part) {
        SidecarContents contents = new SidecarContents(sidecar);
        contents.spans.addAll(part.spans());
        contents.files = part.files();
        part.tombstones().forEach(contents::add);
        return contents;
    }

    Sidecar sidecar() {
        return sidecar;
    }

    List<Span> spans() {
        if (openFrom < openTo) {
            spans.add(new Span(openFrom, openTo));
            openFrom = openTo;
        }
        return spans;
    }

    int size() {
        return files + tombstones;
    }

    /** The file at a place is in this sidecar. */
    void addFile(int place) {
        files++;
        if (openTo != place) {
            spans();
            openFrom = place;
        }
        openTo = place + 1;
    }

    void add(Tombstone tombstone) {
        tombstones++;
        youngestTombstoneMillis =
                Math.max(youngestTombstoneMillis, tombstone.remove().deletedAtMillis());
        tombstone.heldBy(this);
    }

    /** A tombstone of it no longer stands. */
    void changed() {
        changed = true;
    }

    /** Whether all that it holds stands in a version, and something of it is still needed. */
    boolean stands(FileIndex index, long oldestTombstoneMillis) {
        boolean expired = files == 0 && youngestTombstoneMillis < oldestTombstoneMillis;
        return !changed && !expired && Span.live(spans(), index) == files;
    }
}
