package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.demo.sample.SampleTable;
import dev.neuralake.demo.sample.SampleWriter;
import dev.neuralake.demo.sample.SampleWriter.FileFormat;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        description = "Make sample rows with the columns of a table, and print where they went.",
        footer = "%nWhat a column holds follows from its name and type: e-mail addresses, places that agree, amounts, "
                + "times. A table with a channel (sensor, device, …), a time and a measured value becomes time series "
                + "with a daily cycle, drift, noise, gaps and spikes. The same seed gives the same rows.")
final class GenerateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "TABLE", description = "The table whose columns the rows have.")
    private String name = "";

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "COUNT",
            defaultValue = "1000",
            converter = Quantities.Count.class,
            description = "How many rows, as 5000, 10k or 100M. ${DEFAULT-VALUE} unless told otherwise.")
    private long rows;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "A file that ends in .parquet or .csv and does not exist yet.")
    private Path to = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Another number gives other rows. ${DEFAULT-VALUE} unless told otherwise.")
    private long seed;

    @Option(
            names = "--first-row",
            paramLabel = "NUMBER",
            defaultValue = "0",
            converter = Quantities.Count.class,
            description = "The number of the first row, from 0: ids go on from it.")
    private long firstRow;

    @Option(
            names = "--ids",
            paramLabel = "COUNT",
            defaultValue = "1000",
            converter = Quantities.Count.class,
            description = "Ids of other tables' rows go from 1 to this. ${DEFAULT-VALUE} unless told otherwise.")
    private long ids;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            defaultValue = "2025-01-01T00:00:00Z",
            description = "The time of the first row. ${DEFAULT-VALUE} unless told otherwise.")
    private Instant start = Instant.EPOCH;

    @Option(
            names = "--span",
            paramLabel = "DURATION",
            defaultValue = "90d",
            converter = Quantities.Span.class,
            description = "How long the rows last, as 15m, 12h or 90d. ${DEFAULT-VALUE} unless told otherwise.")
    private Duration span = Duration.ZERO;

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        FileFormat format = format(to);
        Settings settings = common.settings();
        SampleTable table = table(settings);
        try (Engine engine = Engine.open(EngineSettings.defaults()
                        .withMemoryLimitBytes(settings.memoryLimitBytes())
                        .withThreads(settings.threads()));
                Session session = engine.session();
                Interruption _ = Interruption.calls(session::cancel)) {
            session.measureProgress();
            long began = System.nanoTime();
            try (ProgressBar _ = ProgressBar.start(console, "generating", rows, session::progress)) {
                SampleWriter.write(session, table, to, format);
            }
            report((System.nanoTime() - began) / 1e9);
        }
        return ExitCode.OK;
    }

    private SampleTable table(Settings settings) {
        try (OpenCatalog open = from.open(settings)) {
            CatalogTable table = open.catalog().entry(name);
            return SampleTable.of(table.schema(), table.keyColumns(), seed, rows)
                    .withFirstRow(firstRow)
                    .withTime(start, span)
                    .withIds(ids);
        }
    }

    private static FileFormat format(Path file) {
        String ending = file.toString().toLowerCase(Locale.ROOT);
        if (ending.endsWith(".parquet")) {
            return FileFormat.PARQUET;
        }
        if (ending.endsWith(".csv")) {
            return FileFormat.CSV;
        }
        throw new NeuralakeException(
                "Cannot generate to " + file + ": its ending tells no kind of file (use .parquet or .csv)");
    }

    private void report(double seconds) {
        console.print(to.toString());
        console.say(String.format(
                Locale.ROOT,
                "%,d rows, %s, in %.1f s",
                rows,
                Bytes.text(to.toFile().length()),
                seconds));
    }
}
