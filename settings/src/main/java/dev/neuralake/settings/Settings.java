package dev.neuralake.settings;

import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings in force. From the weakest to the strongest: the default, {@code neuralake.properties} in the user's
 * configuration folder, the same in the working folder, environment variables, system properties, the command line.
 * Immutable; every text was checked when it was loaded.
 */
public final class Settings {
    private record Given(String text, String source) {}

    private final Map<String, Given> given;
    private final List<String> unknownVariables;

    private Settings(Map<String, Given> given, List<String> unknownVariables) {
        this.given = Map.copyOf(given);
        this.unknownVariables = List.copyOf(unknownVariables);
        refuseInvalid();
    }

    /** The settings of this process. */
    public static Settings load() {
        return load(Map.of());
    }

    /**
     * The settings of this process, {@code commandLine} above all else.
     *
     * @param commandLine texts by key; an unknown key is an error
     */
    public static Settings load(Map<String, String> commandLine) {
        Map<String, String> properties = new HashMap<>();
        for (Setting<?> setting : Setting.all()) {
            String value = System.getProperty(setting.key());
            if (value != null) {
                properties.put(setting.key(), value);
            }
        }
        return load(Path.of(""), configurationFolder(), System.getenv(), properties, commandLine);
    }

    static Settings load(
            Path workingFolder,
            Path configurationFolder,
            Map<String, String> environment,
            Map<String, String> systemProperties,
            Map<String, String> commandLine) {
        refuseUnknown(commandLine);
        Map<String, Given> given = new HashMap<>();
        for (Path folder : List.of(configurationFolder, workingFolder)) {
            Path file = folder.resolve(SettingsFile.NAME);
            SettingsFile.read(file).forEach((key, text) -> given.put(key, new Given(text, file.toString())));
        }
        List<String> unknownVariables = new ArrayList<>();
        for (var variable : new TreeMap<>(environment).entrySet()) {
            addVariable(variable.getKey(), variable.getValue(), given, unknownVariables);
        }
        systemProperties.forEach((key, text) -> given.put(key, new Given(text, "system property")));
        commandLine.forEach((key, text) -> given.put(key, new Given(text, "command line")));
        return new Settings(given, unknownVariables);
    }

    /** Settings of which {@code values} are given and the others stand at their defaults; nothing else is read. */
    public static Settings of(Map<String, String> values) {
        refuseUnknown(values);
        Map<String, Given> given = new HashMap<>();
        values.forEach((key, text) -> given.put(key, new Given(text, "given")));
        return new Settings(given, List.of());
    }

    private static Path configurationFolder() {
        String folder = System.getenv("XDG_CONFIG_HOME");
        Path base = folder == null || folder.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(folder);
        return base.resolve("neuralake");
    }

    private static void addVariable(
            String variable, String text, Map<String, Given> given, List<String> unknownVariables) {
        if (!variable.startsWith("NEURALAKE_") || text.isEmpty()) {
            return;
        }
        Optional<Setting<?>> setting = Setting.all().stream()
                .filter(candidate -> candidate.variable().equals(variable))
                .findFirst();
        if (setting.isPresent()) {
            given.put(setting.get().key(), new Given(text, variable));
        } else {
            unknownVariables.add(variable);
        }
    }

    private static void refuseUnknown(Map<String, String> values) {
        List<String> keys = Setting.all().stream().map(Setting::key).toList();
        for (String key : values.keySet()) {
            if (!keys.contains(key)) {
                throw new NeuralakeException("Cannot set " + key + ": no such setting" + Nearest.hint(key, keys)
                        + " (neuralake config lists them)");
            }
        }
    }

    private void refuseInvalid() {
        List<String> invalid = new ArrayList<>();
        for (Setting<?> setting : Setting.all()) {
            Given value = given.get(setting.key());
            if (value != null && !isValid(setting, value.text)) {
                invalid.add("Cannot use setting " + setting.key() + " '" + setting.shown(value.text) + "' from "
                        + value.source + ": expected " + setting.expected());
            }
        }
        if (!invalid.isEmpty()) {
            throw new NeuralakeException(String.join("\n", invalid));
        }
    }

    private static boolean isValid(Setting<?> setting, String text) {
        try {
            setting.parse(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** The value of {@code setting}, if it has one. */
    public <T> Optional<T> find(Setting<T> setting) {
        Given value = given.get(setting.key());
        return value == null ? setting.defaultText().map(setting::parse) : Optional.of(setting.parse(value.text));
    }

    /** The value of {@code setting}; an error where it is unset and has no default. */
    public <T> T value(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new NeuralakeException("Cannot use setting " + setting.key() + ": it is unset (set "
                        + setting.variable() + " to " + setting.expected() + ")"));
    }

    public Environment environment() {
        return value(Setting.ENVIRONMENT);
    }

    /** The folder of stored tables, absolute; an error where the lake is no folder. */
    public Path lakeRoot() {
        String lake = value(Setting.LAKE);
        if (lake.contains("://") && !lake.startsWith("file://")) {
            throw new NeuralakeException(
                    "Cannot open lake " + lake + ": this version stores tables in folders (set neuralake.lake to one)");
        }
        return (lake.startsWith("file://") ? Path.of(URI.create(lake)) : Path.of(lake))
                .toAbsolutePath()
                .normalize();
    }

    public long memoryLimitBytes() {
        return value(Setting.MEMORY_LIMIT);
    }

    public int threads() {
        return value(Setting.THREADS);
    }

    /** Where large queries spill to; not created yet. */
    public Path tempDirectory() {
        return find(Setting.TEMP_DIRECTORY)
                .orElseGet(() ->
                        Path.of(System.getProperty("java.io.tmpdir"), "neuralake-" + System.getProperty("user.name")))
                .toAbsolutePath();
    }

    public long tempLimitBytes() {
        return value(Setting.TEMP_LIMIT);
    }

    public Duration queryTimeout() {
        return value(Setting.QUERY_TIMEOUT);
    }

    public String host() {
        return value(Setting.HOST);
    }

    public int port() {
        return value(Setting.PORT);
    }

    /** Every setting as it is in force, in the order of the reference. */
    public List<EffectiveSetting> effective() {
        return Setting.all().stream().map(this::effective).toList();
    }

    private EffectiveSetting effective(Setting<?> setting) {
        Given value = given.get(setting.key());
        if (value != null) {
            return new EffectiveSetting(setting, setting.shown(value.text), value.source);
        }
        return new EffectiveSetting(
                setting, setting.defaultText().orElse(""), setting.defaultText().isPresent() ? "default" : "unset");
    }

    /** Environment variables that look like settings and are none: typing errors, most likely. */
    public List<String> unknownVariables() {
        return unknownVariables;
    }

    /**
     * Throws where the environment is production and something that production insists on is missing.
     *
     * @throws NeuralakeException with one line for each refusal, which names its setting
     */
    public void requireProductionReady() {
        if (environment() != Environment.PRODUCTION) {
            return;
        }
        List<String> refusals = ProductionRules.broken(this);
        if (!refusals.isEmpty()) {
            throw new NeuralakeException("Cannot start in production: " + refusals.size()
                    + (refusals.size() == 1 ? " setting isn't" : " settings aren't") + " fit for it\n  "
                    + String.join("\n  ", refusals));
        }
    }
}
