package dev.neuralake.cli;

import dev.neuralake.columnar.format.Format;
import dev.neuralake.columnar.format.TableLayout;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.Source;
import dev.neuralake.query.Answer;
import dev.neuralake.query.Cancellation;
import dev.neuralake.query.QueryRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "query",
        description = "Run one SELECT over the tables of the catalog and print its rows.",
        footer = {
            "%nA Delta table is read as it was with: FROM payments AT (VERSION => 12). Ctrl-C cancels the query.",
            "Formats: table for people; json, csv, ndjson, parquet and arrow (an IPC stream) for programs."
        })
final class QueryCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "The query; - reads it from standard input.")
    private @Nullable String sql;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the query from a file; - is standard input.")
    private @Nullable Path file;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            converter = ParameterValue.Converter.class,
            description = "What $name stands for, or with a number from 1 a question mark; repeatable. Numbers, true, "
                    + "false and null are what they look like, anything else is a text; so is what stands in double "
                    + "quotes.")
    private List<ParameterValue> parameters = new ArrayList<>();

    @Mixin
    private FormatOption output = new FormatOption();

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "COUNT",
            defaultValue = "1000",
            converter = Quantities.Count.class,
            description = "The most rows that a table shows; the others are counted. ${DEFAULT-VALUE} unless told "
                    + "otherwise. Other formats print all.")
    private long rows;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Quantities.Span.class,
            description = "Cancel the query when it takes longer, as 30s or 5m. No limit unless told otherwise.")
    private @Nullable Duration timeout;

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    QueryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Format format = output.chosen(console);
        String text = SqlInput.read(spec.commandLine(), console, sql, file);
        Cancellation cancellation = timeout == null ? Cancellation.none() : Cancellation.after(timeout);
        try (OpenCatalog open = from.open(common.settings());
                Interruption _ = Interruption.calls(cancellation::cancel)) {
            LazyFrame frame = LazyFrame.of(source(text), open.catalog().runner());
            try (Answer answer = QueryRunner.of(open.catalog()).run(frame.plan(), cancellation)) {
                format.write(answer.result(), console.results(), layout());
                console.flush();
            }
        }
        return ExitCode.OK;
    }

    private TableLayout layout() {
        return new TableLayout(
                console.outIsTerminal() ? console.width() : Integer.MAX_VALUE,
                (int) Math.min(rows, Integer.MAX_VALUE),
                console.colours());
    }

    @SuppressWarnings("NullAway") // A value may be null; in compiled records the checker overlooks that.
    private Source source(String text) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return new Source.Sql(text, values);
    }
}
