package dev.neuralake.frame;

import dev.neuralake.types.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of columns, which differ by more than case. */
final class Names {
    private Names() {}

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static void requireDistinct(List<Output> outputs) {
        Map<String, Output> seen = new HashMap<>();
        for (Output output : outputs) {
            Output other = seen.put(fold(output.name()), output);
            if (other != null) {
                String both = other.name().equals(output.name())
                        ? "two columns '" + output.name() + "'"
                        : "columns '" + other.name() + "' and '" + output.name() + "', which differ by case alone";
                throw new FrameException("Cannot make " + both + " in one frame (rename one with as)");
            }
        }
    }

    /** A name that no column has. */
    static String free(String wish, Schema schema) {
        String name = wish;
        for (int i = 1; schema.contains(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }
}
