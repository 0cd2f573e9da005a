package dev.neuralake.delta;

import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a table's rules speaks of a column. */
final class ColumnUse {
    private final Metadata metadata;

    ColumnUse(Metadata metadata) {
        this.metadata = metadata;
    }

    /** The constraints and generated columns that name a column, a part of it or what it is part of, in words. */
    List<String> of(List<String> column) {
        List<String> uses = new ArrayList<>();
        collect(Expressions.checks(metadata), column, "constraint ", uses);
        collect(Expressions.generated(metadata), column, "generated column ", uses);
        return uses;
    }

    private static void collect(Map<String, String> expressions, List<String> column, String kind, List<String> uses) {
        expressions.forEach((name, text) -> {
            if (mayName(text, column)) {
                uses.add(kind + name + " (" + text + ")");
            }
        });
    }

    /** What cannot be read may name every column. */
    private static boolean mayName(String text, List<String> column) {
        try {
            return PortableSql.references(text).stream().anyMatch(path -> overlap(path, column));
        } catch (NeuralakeException notPortable) {
            return true;
        }
    }

    private static boolean overlap(List<String> one, List<String> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equalsIgnoreCase(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Refuses to change a column that something else rests on. */
    void requireUnused(ColumnPath path, List<String> column) {
        List<String> uses = of(column);
        if (!uses.isEmpty()) {
            throw path.refused(String.join(", ", uses) + " depends on it (drop that first)");
        }
    }
}
