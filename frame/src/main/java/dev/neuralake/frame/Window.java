package dev.neuralake.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function computed for each row over its partition: {@code sum("amount").over("user_id").orderBy("day")}.
 *
 * <p>Without an order an aggregate sees the whole partition. With one it sees the rows up to the current one and those
 * that are equal to it in that order (a running aggregate), unless {@link #rows(long, long)} says which.
 *
 * @param function an aggregate or a window function
 * @param frame the rows that an aggregate sees; null for the default
 */
public record Window(
        Expr function,
        List<Expr> partition,
        List<SortKey> order,
        @Nullable Frame frame) implements Expr {
    /** As the first row of {@link #rows(long, long)}: the partition's first. */
    public static final long FIRST = Long.MIN_VALUE;
    /** As the last row of {@link #rows(long, long)}: the partition's last. */
    public static final long LAST = Long.MAX_VALUE;

    /** Rows by their distance from the current one (0): negative before it, positive behind it; both ends included. */
    public record Frame(long from, long to) {
        public Frame {
            if (from > to) {
                throw new FrameException("Cannot use window rows(" + from + ", " + to
                        + "): the first row lies behind the last (give the smaller one first)");
            }
            if (from == LAST || to == FIRST) {
                throw new FrameException("Cannot use window rows from the end or to the beginning: no row is in it");
            }
        }
    }

    public Window {
        partition = List.copyOf(partition);
        order = List.copyOf(order);
    }

    /** Orders the rows of each partition, ascending, nulls last; adds to an order given before. */
    public Window orderBy(String... columns) {
        return orderBy(SortKey.ascending(columns));
    }

    /** Orders the rows of each partition; adds to an order given before. */
    public Window orderBy(SortKey... keys) {
        List<SortKey> all = new ArrayList<>(order);
        all.addAll(Arrays.asList(keys));
        return new Window(function, partition, all, frame);
    }

    /**
     * Which rows an aggregate sees, by their distance from the current one: {@code rows(-6, 0)} are the current row and
     * the six before it, {@code rows(Window.FIRST, 0)} all up to it, {@code rows(Window.FIRST, Window.LAST)} the whole
     * partition.
     */
    public Window rows(long from, long to) {
        return new Window(function, partition, order, new Frame(from, to));
    }

    @Override
    public String toString() {
        return ExprText.of(this);
    }
}
