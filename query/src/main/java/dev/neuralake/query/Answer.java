package dev.neuralake.query;

import dev.neuralake.columnar.Result;
import java.util.List;

/**
 * What a query yields, and what it reads. Closing it closes the result; whoever asked for it does so.
 *
 * @param result the rows, which stream in as they are read
 * @param reads the stored tables by the order in which the query names them, each once for each mention
 */
public record Answer(Result result, List<TableRead> reads) implements AutoCloseable {
    public Answer {
        reads = List.copyOf(reads);
    }

    @Override
    public void close() {
        result.close();
    }
}
