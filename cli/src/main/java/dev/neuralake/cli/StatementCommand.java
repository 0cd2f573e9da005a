package dev.neuralake.cli;

import dev.neuralake.catalog.Execution;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.columnar.format.TableLayout;
import dev.neuralake.statement.Statements;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command about one table that runs as one statement: what {@code neuralake exec} would run, with less to type. */
abstract class StatementCommand extends TableCommand {
    /** What a statement did that answers no rows, for programs. */
    record Done(String table, long version, Map<String, Long> metrics) {}

    StatementCommand(Console console) {
        super(console);
    }

    /**
     * The statement.
     *
     * @param table the table's name as SQL writes it
     */
    abstract String statement(OpenCatalog open, String table);

    @Override
    final void answer(OpenCatalog open, Format format) throws IOException {
        String table = table(open).qualifiedName();
        String statement = statement(open, SqlText.name(table));
        try (Interruption _ = Interruption.calls(() -> open.catalog().engine().cancel());
                Execution execution = run(open, statement)) {
            print(table, execution, format);
        }
    }

    private Execution run(OpenCatalog open, String statement) {
        try (ProgressBar _ = ProgressBar.clock(console, statement)) {
            return new Statements().run(open.catalog(), statement);
        }
    }

    private void print(String table, Execution execution, Format format) throws IOException {
        if (format == Format.TABLE) {
            show(execution);
        } else if (execution.rows() == null) {
            long version = Objects.requireNonNull(execution.version());
            print(format, Done.class, List.of(new Done(table, version, execution.metrics())));
        } else {
            format.write(execution.rows().source(), console.results(), TableLayout.PLAIN);
        }
    }

    /** Prints for people what the statement did. */
    void show(Execution execution) throws IOException {
        ExecutionWriter.show(execution, console);
    }

    /** A clause of a statement, on a line of its own, so that a comment hides nothing; empty where it is left out. */
    static String clause(String keyword, @Nullable String text) {
        return text == null ? "" : "\n" + keyword + " " + text;
    }
}
