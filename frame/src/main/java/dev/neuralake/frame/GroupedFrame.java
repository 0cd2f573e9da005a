package dev.neuralake.frame;

import java.util.List;

/** A frame whose rows are grouped and wait for their aggregates. */
public final class GroupedFrame {
    private final LazyFrame frame;
    private final List<Expr> keys;

    GroupedFrame(LazyFrame frame, List<Expr> keys) {
        this.frame = frame;
        this.keys = keys;
        if (!keys.isEmpty()) {
            frame.group(keys, List.of());
        }
    }

    /**
     * One row for each group: its keys, then these aggregates, and whatever is calculated from both:
     * {@code agg(sum("amount").as("revenue"), sum("amount").divide(count()).as("mean"))}.
     */
    public LazyFrame agg(Term... aggregates) {
        return frame.group(keys, Functions.terms(aggregates));
    }

    /** One row for each group: its keys, and the number of its rows as {@code count}. */
    public LazyFrame count() {
        return agg(Functions.count());
    }
}
