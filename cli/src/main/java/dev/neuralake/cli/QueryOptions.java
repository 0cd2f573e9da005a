package dev.neuralake.cli;

import dev.neuralake.columnar.format.Format;
import dev.neuralake.columnar.format.TableLayout;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.query.Answer;
import dev.neuralake.query.Cancellation;
import dev.neuralake.query.QueryRunner;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a query runs whose rows are printed as they stream in. */
final class QueryOptions {
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

    /** Runs a frame, which Ctrl-C cancels. */
    void run(Console console, OpenCatalog open, LazyFrame frame, Format format) throws IOException {
        Cancellation cancellation = timeout == null ? Cancellation.none() : Cancellation.after(timeout);
        try (Interruption _ = Interruption.calls(cancellation::cancel);
                Answer answer = QueryRunner.of(open.catalog()).run(frame.plan(), cancellation)) {
            format.write(answer.result(), console.results(), layout(console));
            console.flush();
        }
    }

    private TableLayout layout(Console console) {
        return new TableLayout(
                console.outIsTerminal() ? console.width() : Integer.MAX_VALUE,
                (int) Math.min(rows, Integer.MAX_VALUE),
                console.colours());
    }
}
