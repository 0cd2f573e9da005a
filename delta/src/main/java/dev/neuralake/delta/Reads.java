package dev.neuralake.delta;

import dev.neuralake.delta.index.Predicate;
import java.util.List;

/** What a change rests on: which rows, had another writer added them meanwhile, would have made it another change. */
public sealed interface Reads {

    /** Nothing: the change holds whatever the table is, as an append does. */
    record Nothing() implements Reads {}

    /** Rows for which one of the predicates is true. */
    record Matching(List<Predicate> predicates) implements Reads {
        public Matching {
            predicates = List.copyOf(predicates);
        }
    }

    /** Every row. */
    record Everything() implements Reads {}

    static Reads nothing() {
        return new Nothing();
    }

    static Reads matching(Predicate predicate) {
        return new Matching(List.of(predicate));
    }

    static Reads everything() {
        return new Everything();
    }
}
