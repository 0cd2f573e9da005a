package dev.neuralake.delta;

import dev.neuralake.delta.action.AddFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Spark tells of an OPTIMIZE. */
final class RewriteMetrics {
    private RewriteMetrics() {}

    static Map<String, Long> of(List<Rewrite> rewrites) {
        List<AddFile> removed =
                rewrites.stream().flatMap(rewrite -> rewrite.removed().stream()).toList();
        List<AddFile> added =
                rewrites.stream().flatMap(rewrite -> rewrite.added().stream()).toList();
        long[] sizes = added.stream().mapToLong(AddFile::sizeBytes).sorted().toArray();
        Map<String, Long> metrics = new LinkedHashMap<>();
        metrics.put("numRemovedFiles", (long) removed.size());
        metrics.put(
                "numRemovedBytes",
                removed.stream().mapToLong(AddFile::sizeBytes).sum());
        metrics.put("numAddedFiles", (long) added.size());
        metrics.put(
                "numAddedBytes", added.stream().mapToLong(AddFile::sizeBytes).sum());
        metrics.put("minFileSize", at(sizes, 0));
        metrics.put("p25FileSize", at(sizes, 0.25));
        metrics.put("p50FileSize", at(sizes, 0.5));
        metrics.put("p75FileSize", at(sizes, 0.75));
        metrics.put("maxFileSize", at(sizes, 1));
        metrics.put(
                "numDeletionVectorsRemoved",
                removed.stream().filter(file -> file.deletionVector() != null).count());
        return metrics;
    }

    private static long at(long[] sorted, double fraction) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, fraction * sorted.length)];
    }
}
