package dev.neuralake.delta;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How often something that rests on a table's latest version is tried where other writers come first. Between attempts
 * lies a pause that grows and is of random length, so that writers who met once do not meet again.
 *
 * @param most how often in all, at least once
 */
public record Attempts(int most) {
    private static final int USUAL = 10;
    private static final Backoff PAUSE = new Backoff(4_000_000, 1_000_000_000);

    public Attempts {
        if (most < 1) {
            throw new IllegalArgumentException("something is tried once at least, not " + most + " times");
        }
    }

    /** What statements and operations do unless they are told otherwise. */
    public static Attempts usual() {
        return new Attempts(USUAL);
    }

    /**
     * Runs an operation, anew where it lost a conflict.
     *
     * @param operation looks up the latest version each time, and leaves nothing behind where it fails
     * @throws ConflictException of the last attempt
     */
    public <T> T run(Supplier<T> operation) {
        return run(operation, _ -> true);
    }

    /** @param again whether a conflict may be answered by another attempt */
    <T> T run(Supplier<T> operation, Predicate<ConflictException> again) {
        for (int attempt = 1; ; attempt++) {
            try {
                return operation.get();
            } catch (ConflictException lost) {
                boolean settled = lost.kind() == ConflictException.Kind.CONCURRENT_TRANSACTION;
                if (attempt == most || settled || !again.test(lost)) {
                    throw lost;
                }
                LockSupport.parkNanos(PAUSE.nanos(attempt));
            }
        }
    }
}
