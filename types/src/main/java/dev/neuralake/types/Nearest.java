package dev.neuralake.types;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a person most likely meant, by edit distance without regard to case. */
public final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /** At most three of {@code names} that are near to {@code wanted}, the nearest first. */
    public static List<String> of(String wanted, Collection<String> names) {
        String folded = wanted.toLowerCase(Locale.ROOT);
        int limit = Math.max(2, wanted.length() / 3);
        record Candidate(String name, int distance) {}
        return names.stream()
                .map(name -> new Candidate(name, distance(folded, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /** {@code "; did you mean a, b?"}, or an empty text where nothing is near. */
    public static String hint(String wanted, Collection<String> names) {
        List<String> nearest = of(wanted, names);
        return nearest.isEmpty() ? "" : "; did you mean " + String.join(", ", nearest) + "?";
    }

    /**
     * Why {@code wanted} was not found, for the end of a message: the nearest names, or else the first names there are.
     *
     * @param kind what the names are, in the plural: {@code "columns"}
     */
    public static String among(String kind, String wanted, Collection<String> names) {
        if (names.isEmpty()) {
            return "there are no " + kind;
        }
        List<String> nearest = of(wanted, names);
        if (!nearest.isEmpty()) {
            return "did you mean " + String.join(", ", nearest) + "?";
        }
        int shown = 10;
        String some = String.join(", ", names.stream().limit(shown).toList());
        return "the " + kind + " are " + some + (names.size() > shown ? ", … (" + names.size() + " in all)" : "");
    }

    /** Levenshtein's distance where a name that begins with the wanted one counts as near. */
    private static int distance(String wanted, String name) {
        if (wanted.length() >= 3 && (name.startsWith(wanted) || wanted.startsWith(name) && name.length() >= 3)) {
            return 1;
        }
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
