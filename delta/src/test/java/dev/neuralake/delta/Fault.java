package dev.neuralake.delta;

import java.util.EnumSet;
import java.util.Set;

/** What can go wrong at one call of a store. */
enum Fault {
    /** The call does not reach the store. */
    FAILED(6),
    /** The call takes effect and its answer is lost. */
    LOST(8),
    /** The call seems to fail and takes effect some calls later, perhaps after its process was killed. */
    LATE(5),
    /** The call takes effect, and others have their turn before its answer arrives. */
    SLOW(6),
    /** Half of the bytes are stored, which the contract allows where an object may be replaced. */
    TORN(5),
    /** Some of the objects are deleted. */
    PARTIAL(5),
    /** The disk is full: certainly nothing was stored. */
    FULL(2),
    /** The store denies access: certainly nothing was stored. */
    DENIED(2),
    /** The store does not answer this call, and many that follow. */
    OUTAGE(1),
    /** The process dies before the call reaches the store. */
    KILLED_BEFORE(2),
    /** The process dies once the call has taken effect. */
    KILLED_AFTER(3);

    /** Calls that change nothing. */
    static final Set<Fault> READING = EnumSet.of(FAILED, SLOW, DENIED, OUTAGE, KILLED_BEFORE, KILLED_AFTER);
    /** Calls that store an object unless its key is taken. */
    static final Set<Fault> CREATING = EnumSet.complementOf(EnumSet.of(TORN, PARTIAL));
    /** Calls that put an object in the place of another. */
    static final Set<Fault> REPLACING = EnumSet.complementOf(EnumSet.of(PARTIAL));

    static final Set<Fault> DELETING = EnumSet.complementOf(EnumSet.of(TORN, LATE, FULL));

    /** How often it happens, compared to the others. */
    final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    /** @param draw from 0 to 1 */
    static Fault of(Set<Fault> possible, double draw) {
        double left = draw * possible.stream().mapToInt(fault -> fault.weight).sum();
        Fault last = FAILED;
        for (Fault fault : possible) {
            last = fault;
            left -= fault.weight;
            if (left < 0) {
                break;
            }
        }
        return last;
    }
}
