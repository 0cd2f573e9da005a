package dev.neuralake.server;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.query.Answer;
import dev.neuralake.query.Cancellation;
import dev.neuralake.query.QueryRunner;
import dev.neuralake.query.TableRead;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/** Runs a frame for a request and streams its rows, until they end, the deadline passes or the client goes away. */
final class RowAnswer {
    private static final int MOST_HELD_BYTES = 1 << 20;
    private static final String TRUNCATED = "X-Neuralake-Truncated";
    private static final String LINK = "Link";

    private final Exchange exchange;
    private final Format format;
    private final Duration deadline;
    private long limit = Long.MAX_VALUE;
    private @Nullable Function<List<TableRead>, String> next;

    RowAnswer(Exchange exchange, Format format, Duration deadline) {
        this.exchange = exchange;
        this.format = format;
        this.deadline = deadline;
    }

    /**
     * Answers so many rows at most, and says whether there are more.
     *
     * @param link what leads to the next rows
     */
    RowAnswer limit(long rows, Function<List<TableRead>, String> link) {
        limit = rows;
        next = link;
        return this;
    }

    void send(Catalog catalog, LazyFrame frame) throws IOException {
        if (exchange.isHead()) {
            // The frame has been checked; its rows are not asked for.
            exchange.send(200, format.mediaType(), new byte[0]);
            return;
        }
        Cancellation cancellation = Cancellation.after(deadline.minusNanos(System.nanoTime() - exchange.startNanos()));
        try (var _ = exchange.client().whenGone(cancellation::cancel);
                Answer answer = QueryRunner.of(catalog).run(frame.plan(), cancellation)) {
            stream(answer);
        } catch (QueryException e) {
            if (e.kind() == Kind.CANCELLED && exchange.client().isGone()) {
                throw new CloseConnectionException("The client went away", e);
            }
            throw e;
        }
    }

    private void stream(Answer answer) throws IOException {
        tellReads(answer.reads());
        HeldOutput out = new HeldOutput(exchange, format.mediaType(), MOST_HELD_BYTES);
        ArrowReader rows = answer.result().reader();
        if (next == null) {
            format.write(answer.result().schema(), rows, out);
        } else {
            out.announce(TRUNCATED, LINK);
            FirstRows first = new FirstRows(rows, limit);
            format.write(answer.result().schema(), first, out);
            out.tell(TRUNCATED, Boolean.toString(first.hasMore()));
            if (first.hasMore()) {
                out.tell(LINK, next.apply(answer.reads()));
            }
        }
        out.finish();
    }

    private void tellReads(List<TableRead> reads) {
        if (reads.isEmpty()) {
            return;
        }
        Set<TableRead> tables = new LinkedHashSet<>(reads);
        exchange.header(
                "X-Neuralake-Versions",
                tables.stream()
                        .map(read -> QueryString.encode(read.table()) + "=" + read.version())
                        .distinct()
                        .collect(Collectors.joining(", ")));
        exchange.header(
                "X-Neuralake-Files",
                tables.stream().mapToInt(TableRead::filesRead).sum() + "/"
                        + tables.stream().mapToInt(TableRead::files).sum());
    }
}
