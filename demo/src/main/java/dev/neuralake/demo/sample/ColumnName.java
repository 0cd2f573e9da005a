package dev.neuralake.demo.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column's name and the words in it: {@code createdAt} and {@code created_at} are both {@code created}, {@code at}.
 *
 * @param text in lower case, words joined by underscores
 */
record ColumnName(String text, List<String> words) {

    static ColumnName of(String name) {
        String text = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
        List<String> words =
                Arrays.stream(text.split("_")).filter(word -> !word.isEmpty()).toList();
        return new ColumnName(text, words);
    }

    boolean has(String... any) {
        return has(Set.of(any));
    }

    boolean has(Set<String> any) {
        return words.stream().anyMatch(any::contains);
    }

    boolean endsWith(String word) {
        return !words.isEmpty() && words.getLast().equals(word);
    }

    /** The first word, or {@code fallback} where there is none but {@code id}. */
    String subject(String fallback) {
        return words.isEmpty() || words.getFirst().equals("id") ? fallback : words.getFirst();
    }
}
