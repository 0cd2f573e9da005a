package dev.neuralake.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Every command by its name. Only the one that runs is loaded, for a start that is felt at every call. */
final class Commands {
    /** A command, and what is said of it in the list of all. */
    private record Entry(String group, String description, Function<Console, Object> command) {}

    private static final String READ = "Read";
    private static final String WRITE = "Write Delta tables";
    private static final String MAINTAIN = "Maintain Delta tables";
    private static final String RUN = "Run";
    private static final int NAME_WIDTH = 14;

    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        add(READ, "tables", "List the tables of the catalog.", TablesCommand::new);
        add(READ, "describe", "Show what a table is, and its columns.", DescribeCommand::new);
        add(READ, "query", "Run one SELECT over the tables of the catalog and print its rows.", QueryCommand::new);
        add(READ, "changes", "Print the rows that commits inserted, deleted and updated.", ChangesCommand::new);
        add(READ, "history", "Show the versions of a Delta table, the latest first.", HistoryCommand::new);
        add(READ, "detail", "Show a Delta table's place, size, properties and features.", DetailCommand::new);
        add(WRITE, "create", "Create a table, from columns or with the rows of a file or query.", CreateCommand::new);
        add(WRITE, "append", "Add the rows of a file or query.", AppendCommand::new);
        add(WRITE, "overwrite", "Replace rows, all or some, by those of a file or query.", OverwriteCommand::new);
        add(WRITE, "merge", "Replace the rows that have the same keys, and add the others.", MergeCommand::new);
        add(WRITE, "update", "Give rows new values.", UpdateCommand::new);
        add(WRITE, "delete", "Delete rows.", DeleteCommand::new);
        add(WRITE, "alter", "Change columns, constraints and properties.", AlterCommand::new);
        add(WRITE, "exec", "Run statements that write Delta tables, one commit each.", ExecCommand::new);
        add(MAINTAIN, "optimize", "Merge small files, or write them in another order of rows.", OptimizeCommand::new);
        add(MAINTAIN, "vacuum", "Delete files that no version inside the retention needs.", VacuumCommand::new);
        add(MAINTAIN, "reorg", "Write files anew without the rows that were deleted.", ReorgCommand::new);
        add(MAINTAIN, "restore", "Make a table what it was, by a new version.", RestoreCommand::new);
        add(MAINTAIN, "clone", "Create a table that points to the files of another.", CloneCommand::new);
        add(MAINTAIN, "convert", "Make a Delta table of a folder of Parquet files, in its place.", ConvertCommand::new);
        add(MAINTAIN, "manifest", "Write lists of the files for engines that know no Delta.", ManifestCommand::new);
        add(RUN, "demo", "Fill a small lake, query it, write its site and serve it.", DemoCommand::new);
        add(RUN, "serve", "Serve the catalog over HTTP until Ctrl-C. Prints the address.", ServeCommand::new);
        add(RUN, "site", "Write the documentation site. Prints the page to open.", SiteCommand::new);
        add(RUN, "generate", "Make sample rows with the columns of a table.", GenerateCommand::new);
        add(RUN, "config", "Print the settings in force and where each came from.", ConfigCommand::new);
        add(RUN, "doctor", "Check the JDK, the engine, the disk, the lake and the port.", DoctorCommand::new);
        add(RUN, "completion", "Print a completion script for bash and zsh.", CompletionCommand::new);
    }

    private Commands() {}

    private static void add(String group, String name, String description, Function<Console, Object> command) {
        ALL.put(name, new Entry(group, description, command));
    }

    /**
     * The command line for {@code args}: with the one command that they name; or where they name none, with all of them
     * by name alone, which is what help and errors need.
     */
    static CommandLine forArguments(Console console, String... args) {
        if (args.length > 0 && ALL.containsKey(args[0])) {
            CommandLine line = empty();
            add(line, args[0], console);
            return configured(line, console);
        }
        boolean isAmongThem = Arrays.stream(args).anyMatch(arg -> ALL.containsKey(arg) || arg.startsWith("@"));
        return isAmongThem ? all(console) : names(console);
    }

    /** The command line with all commands. */
    static CommandLine all(Console console) {
        CommandLine line = empty();
        ALL.keySet().forEach(name -> add(line, name, console));
        return configured(line, console);
    }

    private static void add(CommandLine line, String name, Console console) {
        Entry entry = Objects.requireNonNull(ALL.get(name));
        CommandLine command = new CommandLine(entry.command().apply(console));
        command.getCommandSpec().usageMessage().description(entry.description());
        line.addSubcommand(name, command);
    }

    private static CommandLine names(Console console) {
        CommandLine line = empty();
        ALL.keySet().forEach(name -> line.addSubcommand(name, CommandSpec.create()));
        return configured(line, console);
    }

    private static CommandLine empty() {
        CommandLine line = new CommandLine(new Main());
        Map<String, CommandLine.IHelpSectionRenderer> sections = line.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, _ -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> list(help, line.getUsageHelpWidth()));
        line.setHelpSectionMap(sections);
        return line;
    }

    /** The commands by their groups. */
    private static String list(Help help, int width) {
        StringBuilder list = new StringBuilder();
        String group = "";
        for (Map.Entry<String, Entry> command : ALL.entrySet()) {
            String name = command.getKey();
            Entry entry = command.getValue();
            if (!entry.group().equals(group)) {
                group = entry.group();
                list.append('\n').append(group).append(":\n");
            }
            List<String> description = Prose.wrap(entry.description(), width - NAME_WIDTH);
            list.append("  ").append(help.colorScheme().commandText(name)).repeat(' ', NAME_WIDTH - 2 - name.length());
            list.append(String.join("\n" + " ".repeat(NAME_WIDTH), description)).append('\n');
        }
        return list.toString();
    }

    private static CommandLine configured(CommandLine line, Console console) {
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
