package dev.neuralake.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** Every command by its name. Only the one that runs is loaded, for a start that is felt at every call. */
final class Commands {
    private static final Map<String, Function<Console, Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("demo", DemoCommand::new);
        ALL.put("tables", TablesCommand::new);
        ALL.put("describe", DescribeCommand::new);
        ALL.put("query", QueryCommand::new);
        ALL.put("exec", ExecCommand::new);
        ALL.put("history", HistoryCommand::new);
        ALL.put("serve", ServeCommand::new);
        ALL.put("site", SiteCommand::new);
        ALL.put("generate", GenerateCommand::new);
        ALL.put("config", ConfigCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("completion", CompletionCommand::new);
    }

    private Commands() {}

    /** The command line for {@code args}: with the one command that they name, or with all. */
    static CommandLine forArguments(Console console, String... args) {
        CommandLine line = new CommandLine(new Main());
        if (args.length > 0 && ALL.containsKey(args[0])) {
            line.addSubcommand(args[0], ALL.get(args[0]).apply(console));
        } else {
            ALL.forEach((name, command) -> line.addSubcommand(name, command.apply(console)));
        }
        Failures failures = new Failures(console);
        return line.setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.min(100, console.width()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
