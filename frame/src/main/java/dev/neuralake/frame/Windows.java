package dev.neuralake.frame;

/** What a window function demands of its window. */
final class Windows {
    private Windows() {}

    static void check(Window window) {
        boolean ranking = window.function() instanceof Node.Call;
        if (ranking && window.order().isEmpty()) {
            throw new FrameException("Cannot use " + window.function()
                    + " without an order: its result would be arbitrary (add .orderBy(…) behind over)");
        }
        if (ranking && window.frame() != null) {
            throw new FrameException(
                    "Cannot use " + window.function() + " with rows: it always looks at the whole partition");
        }
        if (window.frame() != null && window.order().isEmpty()) {
            throw new FrameException("Cannot use rows in " + window
                    + " without an order: which rows are meant would be arbitrary (add .orderBy(…))");
        }
    }
}
