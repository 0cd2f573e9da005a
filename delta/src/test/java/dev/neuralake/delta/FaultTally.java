package dev.neuralake.delta;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How often a search met what: one that meets no fault proves nothing. */
final class FaultTally {
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final Map<String, int[]> operations = new TreeMap<>();

    void hit(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    void ran(String operation, boolean succeeded) {
        operations.computeIfAbsent(operation, _ -> new int[2])[succeeded ? 0 : 1]++;
    }

    /** How often calls of a store met the fault. */
    int hits(Fault fault) {
        return faults.getOrDefault(fault, 0);
    }

    /** How often the operation succeeded. */
    int successes(String operation) {
        return operations.getOrDefault(operation, new int[2])[0];
    }

    /** How often the operation failed. */
    int failures(String operation) {
        return operations.getOrDefault(operation, new int[2])[1];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("faults: ").append(faults).append("\noperations, succeeded/failed:");
        operations.forEach((name, count) -> text.append("\n  ")
                .append(name)
                .append(' ')
                .append(count[0])
                .append('/')
                .append(count[1]));
        return text.toString();
    }
}
