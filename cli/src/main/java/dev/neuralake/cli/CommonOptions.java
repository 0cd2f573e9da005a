package dev.neuralake.cli;

import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 100,
            description = "Show this help.")
    boolean help;

    @Option(names = "--verbose", order = 101, description = "Show where an error came from.")
    private boolean verbose;

    @Option(
            names = "--set",
            order = 102,
            paramLabel = "KEY=VALUE",
            description = "A setting for this run; repeatable (neuralake config lists them).")
    private Map<String, String> set = new LinkedHashMap<>();

    boolean verbose() {
        return verbose;
    }

    /** Gives a setting for which the command has an option of its own. */
    void override(Setting<?> setting, String value) {
        set.put(setting.key(), value);
    }

    /** The settings in force for the command. */
    Settings settings() {
        return Settings.load(set);
    }
}
