package dev.neuralake.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What to do when the process is told to end, by Ctrl-C or otherwise, while something is under way: it is told to stop,
 * and gets some seconds to clean up. Closed when it is no longer under way.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static volatile boolean happened;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        this.hook = new Thread(() -> stopAndWait(stop), "neuralake-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on, an interruption calls {@code stop}, from another thread. */
    static Interruption calls(Runnable stop) {
        return new Interruption(stop);
    }

    /** Whether the process has been told to end; a failure that follows is none. */
    static boolean happened() {
        return happened;
    }

    private void stopAndWait(Runnable stop) {
        happened = true;
        stop.run();
        try {
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        if (!happened) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
