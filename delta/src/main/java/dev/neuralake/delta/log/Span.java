package dev.neuralake.delta.log;

import dev.neuralake.delta.index.FileIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The places {@code [from, to)} of a file index. */
record Span(int from, int to) {
    /** How many live files the index has in some spans. */
    static int live(List<Span> spans, FileIndex index) {
        return spans.stream().mapToInt(span -> index.live(span.from, span.to)).sum();
    }

    /** The same places in order, in as few spans as can be. */
    static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingInt(Span::from)).toList()) {
            if (!joined.isEmpty() && joined.getLast().to == span.from) {
                joined.add(new Span(joined.removeLast().from, span.to));
            } else if (span.from < span.to) {
                joined.add(span);
            }
        }
        return joined;
    }

    /** The spans cut into parts of some live files each, the last one excepted. */
    static List<List<Span>> cut(List<Span> spans, FileIndex index, int liveEach) {
        List<List<Span>> parts = new ArrayList<>();
        List<Span> part = new ArrayList<>();
        int live = 0;
        for (Span span : spans) {
            int from = span.from;
            for (int place = span.from; place < span.to; place++) {
                if (index.isLive(place) && ++live == liveEach) {
                    part.add(new Span(from, place + 1));
                    parts.add(part);
                    part = new ArrayList<>();
                    live = 0;
                    from = place + 1;
                }
            }
            if (from < span.to) {
                part.add(new Span(from, span.to));
            }
        }
        if (live > 0) {
            parts.add(part);
        }
        return parts;
    }
}
