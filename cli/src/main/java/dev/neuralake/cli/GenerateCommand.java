package dev.neuralake.cli;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.StoredTable;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.TableSpec;
import dev.neuralake.demo.sample.SampleTable;
import dev.neuralake.demo.sample.SampleWriter;
import dev.neuralake.demo.sample.SampleWriter.FileFormat;
import dev.neuralake.settings.Settings;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.NeuralakeException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
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
            paramLabel = "PATH",
            description = "A file that ends in .parquet or .csv and does not exist yet, or the folder of a Delta table "
                    + "(made where it is missing, else appended to). Without it, the rows are appended to TABLE.")
    private @Nullable Path to;

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
        Settings settings = common.settings();
        try (OpenCatalog open = from.open(settings);
                Session session = open.catalog().engine().session();
                Interruption _ = Interruption.calls(session::cancel)) {
            CatalogTable table = open.catalog().entry(name);
            SampleTable sample = SampleTable.of(table.schema(), table.keyColumns(), seed, rows)
                    .withFirstRow(firstRow)
                    .withTime(start, span)
                    .withIds(ids);
            session.measureProgress();
            long began = System.nanoTime();
            try (ProgressBar _ = ProgressBar.start(console, "generating", rows, session::progress)) {
                console.print(write(open.catalog(), table, session, sample));
            }
            console.say(String.format(
                    Locale.ROOT, "%s in %.1f s", Prose.count(rows, "row"), (System.nanoTime() - began) / 1e9));
        }
        return ExitCode.OK;
    }

    /** Writes the rows and says where they are. */
    private String write(Catalog catalog, CatalogTable table, Session session, SampleTable sample) {
        if (to == null) {
            StoredTable stored = catalog.delta(name);
            stored.create();
            stored.log().appendQuery(session, sample.sql(), List.of());
            return table.qualifiedName();
        }
        String ending = to.toString().toLowerCase(Locale.ROOT);
        if (ending.endsWith(".parquet") || ending.endsWith(".csv")) {
            SampleWriter.write(session, sample, to, ending.endsWith(".csv") ? FileFormat.CSV : FileFormat.PARQUET);
        } else {
            appendTo(to, catalog, table, session, sample);
        }
        return to.toString();
    }

    private static void appendTo(
            Path folder, Catalog catalog, CatalogTable table, Session session, SampleTable sample) {
        if (!isForDelta(folder)) {
            throw new NeuralakeException("Cannot generate to " + folder
                    + ": it is neither a new folder nor a Delta table (use a name that ends in .parquet or .csv, or a"
                    + " new folder)");
        }
        try (LocalStore store = new LocalStore(folder);
                DeltaLog log = DeltaLog.open(store, catalog.engine(), folder.toString())) {
            log.createIfAbsent(TableSpec.of(table.schema()).describedAs(table.description()));
            log.appendQuery(session, sample.sql(), List.of());
        }
    }

    /** A folder with other things in it is not made a table; nor is one whose name ends as a file's does. */
    private static boolean isForDelta(Path folder) {
        if (Files.isDirectory(folder.resolve("_delta_log"))) {
            return true;
        }
        String[] inside = folder.toFile().list();
        return inside == null
                ? !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                        && !folder.getFileName().toString().contains(".")
                : inside.length == 0;
    }
}
