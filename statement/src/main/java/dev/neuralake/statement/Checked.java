package dev.neuralake.statement;

import dev.neuralake.delta.SetColumn;
import dev.neuralake.query.Composer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The expressions of one statement on their way through the gate, all at once. */
final class Checked {
    private final Composer composer;
    private final List<Slot> slots = new ArrayList<>();

    Checked(Composer composer) {
        this.composer = composer;
    }

    /** The place of an expression, which is known as the engine reads it once it was checked. */
    static final class Slot {
        private @Nullable String text;

        private Slot(@Nullable String text) {
            this.text = text;
        }

        /** Null where the clause was left out. */
        @Nullable
        String text() {
            return text;
        }

        String required() {
            return Objects.requireNonNull(text);
        }
    }

    Slot add(@Nullable String expression) {
        Slot slot = new Slot(expression);
        // DEFAULT stands for a value and is none.
        if (expression != null && !expression.strip().equalsIgnoreCase("DEFAULT")) {
            slots.add(slot);
        }
        return slot;
    }

    List<Slot> addAll(List<SetColumn> assignments) {
        return assignments.stream().map(set -> add(set.value())).toList();
    }

    /** @throws dev.neuralake.query.failure.QueryException where one is refused */
    void check() {
        List<String> checked =
                composer.expressions(slots.stream().map(Slot::required).toList());
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).text = checked.get(i);
        }
    }

    static List<SetColumn> assigned(List<SetColumn> assignments, List<Slot> values) {
        List<SetColumn> sets = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            sets.add(new SetColumn(assignments.get(i).column(), values.get(i).required()));
        }
        return sets;
    }
}
