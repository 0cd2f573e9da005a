package dev.neuralake.settings;

import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** A file of settings in the format of Java properties, in UTF-8. It may hold settings and nothing else. */
final class SettingsFile {
    static final String NAME = "neuralake.properties";

    private SettingsFile() {}

    /** The settings in {@code file}; none where there is no such file. */
    static Map<String, String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException failure) {
            throw new NeuralakeException(
                    "Cannot read settings file " + file + ": " + failure.getMessage()
                            + " (it is Java properties in UTF-8)",
                    failure);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        refuseUnknown(file, values);
        return values;
    }

    private static void refuseUnknown(Path file, Map<String, String> values) {
        List<String> unknown = new ArrayList<>();
        for (String key : new TreeSet<>(values.keySet())) {
            if (Setting.find(key).isEmpty()) {
                unknown.add(key
                        + Nearest.hint(
                                key, Setting.all().stream().map(Setting::key).toList()));
            }
        }
        if (!unknown.isEmpty()) {
            throw new NeuralakeException("Cannot read settings file " + file + ": no such setting: "
                    + String.join("\n  no such setting: ", unknown) + "\n  (neuralake config lists them)");
        }
    }
}
