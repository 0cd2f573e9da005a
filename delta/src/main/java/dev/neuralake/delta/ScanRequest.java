package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import java.util.List;

/**
 * Which files of a snapshot to read, and what beside their columns.
 *
 * @param files files of that snapshot
 * @param positions whether each row tells where it lies: {@link #FILE} is the place of its file in
 *     {@link Scan#files()}, {@link #ROW} its position in the file, both from 0
 */
public record ScanRequest(List<AddFile> files, boolean positions) {
    public static final String FILE = "__neuralake_file";
    public static final String ROW = "__neuralake_row";

    public ScanRequest {
        files = List.copyOf(files);
    }

    public static ScanRequest of(List<AddFile> files) {
        return new ScanRequest(files, false);
    }

    public ScanRequest withPositions() {
        return new ScanRequest(files, true);
    }
}
