package dev.neuralake.cli;

import dev.neuralake.columnar.format.Format;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.Source;
import dev.neuralake.query.Explanation;
import dev.neuralake.query.QueryRunner;
import dev.neuralake.query.TableRead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "query",
        footer = {
            "%nA Delta table is read as it was with: FROM payments AT (VERSION => 12). Ctrl-C cancels the query.",
            "Formats: table for people; json, csv, ndjson, parquet and arrow (an IPC stream) for programs."
        })
final class QueryCommand extends CatalogCommand {
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

    @Option(
            names = "--explain",
            description =
                    "Run nothing; tell which version of each stored table would be read, how many of its files, and "
                            + "the engine's plan. Other formats than table print the tables alone.")
    private boolean explain;

    @Mixin
    private QueryOptions query = new QueryOptions();

    private String text = "";

    QueryCommand(Console console) {
        super(console);
    }

    @Override
    void prepare() throws IOException {
        text = SqlInput.read(spec.commandLine(), console, sql, file);
    }

    @Override
    void answer(OpenCatalog open, Format format) throws IOException {
        LazyFrame frame = LazyFrame.of(source(), open.catalog().runner());
        if (explain) {
            print(QueryRunner.of(open.catalog()).explain(frame.plan()), format);
        } else {
            query.run(console, open, frame, format);
        }
    }

    private void print(Explanation explanation, Format format) throws IOException {
        if (format != Format.TABLE) {
            print(format, TableRead.class, explanation.reads());
            return;
        }
        if (!explanation.reads().isEmpty()) {
            TextTable tables = new TextTable("table", "version", "files read");
            explanation
                    .reads()
                    .forEach(read -> tables.row(
                            read.table(), Long.toString(read.version()), read.filesRead() + " of " + read.files()));
            tables.print(console);
            console.print("");
        }
        explanation.plan().lines().forEach(console::print);
    }

    @SuppressWarnings("NullAway") // A value may be null; in compiled records the checker overlooks that.
    private Source source() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value()));
        return new Source.Sql(text, values);
    }
}
