package dev.neuralake.cli;

import dev.neuralake.settings.EffectiveSetting;
import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.Nearest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "config")
final class ConfigCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = common.settings();
        TextTable table = new TextTable("setting", "value", "from");
        for (EffectiveSetting effective : settings.effective()) {
            table.row(effective.setting().key(), effective.value(), effective.source());
        }
        table.print(console);
        List<String> known = Setting.all().stream().map(Setting::variable).toList();
        for (String variable : settings.unknownVariables()) {
            console.say("neuralake: the variable " + variable + " is no setting" + Nearest.hint(variable, known));
        }
        return ExitCode.OK;
    }
}
