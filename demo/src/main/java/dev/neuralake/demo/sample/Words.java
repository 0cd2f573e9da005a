package dev.neuralake.demo.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The lists of words that text columns are filled with, by the words of a column's name. */
final class Words {
    private static final Map<String, List<String>> LISTS = load();

    private Words() {}

    /** The list of this name. */
    static List<String> list(String name) {
        return Objects.requireNonNull(LISTS.get(name), name);
    }

    /** The list that a column's name names: as a whole, else by its last word that names one. */
    static Optional<List<String>> named(ColumnName name) {
        List<String> whole = LISTS.get(name.text());
        if (whole != null) {
            return Optional.of(whole);
        }
        return name.words().reversed().stream()
                .filter(LISTS::containsKey)
                .findFirst()
                .map(LISTS::get);
    }

    private static Map<String, List<String>> load() {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("words.properties")), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Map<String, List<String>> lists = new HashMap<>();
        for (String keys : properties.stringPropertyNames()) {
            List<String> words = List.of(properties.getProperty(keys).split(","));
            for (String key : keys.split("\\|")) {
                lists.put(key, words);
            }
        }
        return lists;
    }
}
