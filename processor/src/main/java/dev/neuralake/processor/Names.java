package dev.neuralake.processor;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How names in Java become names of tables and columns, as the catalog does it when it runs. */
final class Names {
    private static final Pattern VALID = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]{0,127}");

    private Names() {}

    /** {@code userId} and {@code USER_ID} are {@code user_id}. */
    static String snakeCase(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** The constant that stands for a column: {@code userId} is {@code USER_ID}. */
    static String constant(String component) {
        return snakeCase(component).toUpperCase(Locale.ROOT);
    }

    /** Whether a table or database may be declared under this name. */
    static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** The end of a message about an unknown name: the names that are near, or else all. */
    static String among(String kind, String wanted, Collection<String> names) {
        List<String> near = names.stream()
                .filter(name -> distance(wanted.toLowerCase(Locale.ROOT), name) <= Math.max(2, wanted.length() / 3))
                .sorted(Comparator.comparingInt(name -> distance(wanted.toLowerCase(Locale.ROOT), name)))
                .limit(3)
                .toList();
        return near.isEmpty()
                ? "the " + kind + " are " + String.join(", ", names)
                : near.stream().collect(Collectors.joining(", ", "did you mean ", "?"));
    }

    private static int distance(String wanted, String name) {
        int[] row = new int[name.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int replaced = diagonal + (wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[name.length()];
    }
}
