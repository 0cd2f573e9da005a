package dev.neuralake.delta.log;

import dev.neuralake.delta.index.FileIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which sidecars of the checkpoint before are named again, and which are written: those in which something changed, and
 * all small ones once there are many. A checkpoint that fits one sidecar is written whole, for that is quicker to read.
 *
 * @param kept the sidecars that are named again
 * @param parts what to write, one sidecar each
 */
record SidecarPlan(List<SidecarContents> kept, List<Part> parts) {
    /** Enough for Parquet to compress well, few enough that a change does not write much anew. */
    static final int ACTIONS_EACH = 25_000;

    private static final int SMALL_KEPT = 10;

    /**
     * The contents of a new sidecar.
     *
     * @param spans places of the draft's index, of which the live files are meant
     * @param files how many these are
     */
    record Part(List<Span> spans, int files, List<Tombstone> tombstones) {}

    /**
     * @param standing the sidecars that can be named again
     * @param actionsEach how many actions a sidecar has at most; a quarter of that is small
     */
    static SidecarPlan of(CheckpointDraft draft, List<SidecarContents> standing, int actionsEach) {
        FileIndex index = draft.state().files();
        if (index.size() + draft.tombstones().size() <= actionsEach) {
            List<Span> all = List.of(new Span(0, index.places()));
            List<Tombstone> tombstones = draft.tombstonesBeside(Set.of());
            boolean empty = index.size() + tombstones.size() == 0;
            return new SidecarPlan(List.of(), empty ? List.of() : List.of(new Part(all, index.size(), tombstones)));
        }
        List<SidecarContents> kept = withoutSmall(standing, actionsEach / 4);
        List<Part> parts = new ArrayList<>();
        for (List<Span> spans : Span.cut(beside(kept, index.places()), index, actionsEach)) {
            parts.add(new Part(spans, Span.live(spans, index), List.of()));
        }
        List<Tombstone> tombstones = draft.tombstonesBeside(new HashSet<>(kept));
        for (int from = 0; from < tombstones.size(); from += actionsEach) {
            int to = Math.min(from + actionsEach, tombstones.size());
            parts.add(new Part(List.of(), 0, List.copyOf(tombstones.subList(from, to))));
        }
        return new SidecarPlan(kept, parts);
    }

    private static List<SidecarContents> withoutSmall(List<SidecarContents> standing, int small) {
        List<SidecarContents> large =
                standing.stream().filter(each -> each.size() >= small).toList();
        return standing.size() - large.size() > SMALL_KEPT ? large : standing;
    }

    /** The places that no kept sidecar has. */
    private static List<Span> beside(List<SidecarContents> kept, int places) {
        List<Span> taken =
                Span.joined(kept.stream().flatMap(each -> each.spans().stream()).toList());
        List<Span> free = new ArrayList<>();
        int from = 0;
        for (Span span : taken) {
            free.add(new Span(from, span.from()));
            from = span.to();
        }
        free.add(new Span(from, places));
        return Span.joined(free);
    }
}
