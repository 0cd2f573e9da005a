package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import java.util.List;

/**
 * How the engine reads files of a snapshot.
 *
 * @param sql a SELECT that yields the table's columns by name, in order; put it in parentheses to use it as a relation
 * @param files the files in the order in which {@link ScanRequest#FILE} counts them
 */
public record Scan(String sql, List<AddFile> files) {
    public Scan {
        files = List.copyOf(files);
    }
}
