package dev.neuralake.delta;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.FileKey;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of a table anew, in fewer or better ordered files; the rows stay the same, so no writer is in the way of
 * another but one who changes the very files. One bin of files is read and written at a time, streaming.
 */
final class Optimizer {
    private static final double SMALL = 0.75;
    private static final double DELETED_ROWS_MOST = 0.05;
    private static final int ATTEMPTS = 20;

    private final TableFiles files;
    private final Snapshot basis;
    private final long targetBytes;

    Optimizer(TableFiles files, Snapshot basis) {
        this.files = files;
        this.basis = basis;
        this.targetBytes = DataWriter.fileSize(basis.metadata());
    }

    /** Which files are to be written anew together, in which order of rows, and how the history tells of it. */
    private record Plan(
            String operation, Map<String, Object> parameters, List<List<AddFile>> bins, List<List<String>> order) {}

    /**
     * Merges or orders files.
     *
     * @param commit commits a change
     * @param latest gives the table's latest version
     */
    Commit optimize(OptimizeSpec spec, Function<Change, Commit> commit, Supplier<Snapshot> latest) {
        return run(plan(spec), commit, latest);
    }

    Commit purge(@Nullable String where, Function<Change, Commit> commit, Supplier<Snapshot> latest) {
        Predicate<AddFile> chosen = new PartitionFilter(files, basis, "purge").of(where);
        FileBins bins = new FileBins(targetBytes);
        basis.files().stream()
                .filter(file -> file.deletionVector() != null && chosen.test(file))
                .forEach(bins::add);
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("predicate", TableWriter.json(where == null ? List.of() : List.of(where)));
        parameters.put("applyPurge", true);
        return run(new Plan("REORG", parameters, bins.all(), Clustering.columns(basis)), commit, latest);
    }

    private Plan plan(OptimizeSpec spec) {
        List<List<String>> clustered = Clustering.columns(basis);
        List<List<String>> zOrder =
                spec.zOrderBy().stream().map(Clustering::path).toList();
        requirePossible(spec, clustered, zOrder);
        Predicate<AddFile> chosen = new PartitionFilter(files, basis, "optimize").of(spec.where());
        boolean everything = !zOrder.isEmpty() || !clustered.isEmpty();
        FileBins bins = new FileBins(everything ? Long.MAX_VALUE : targetBytes);
        List<AddFile> candidates = basis.files().stream()
                .filter(file -> chosen.test(file) && (everything || isSmall(file) || isThinned(file)))
                .toList();
        if (!clustered.isEmpty()) {
            candidates = new ClusterCubes(clustered).unsettled(candidates, spec.full());
        }
        candidates.forEach(bins::add);
        List<List<AddFile>> worthwhile = bins.all().stream()
                .filter(bin -> everything || bin.size() > 1 || isThinned(bin.getFirst()))
                .toList();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("predicate", TableWriter.json(spec.where() == null ? List.of() : List.of(spec.where())));
        parameters.put("auto", false);
        parameters.put("clusterBy", TableWriter.json(dotted(clustered)));
        parameters.put("zOrderBy", TableWriter.json(spec.zOrderBy()));
        return new Plan("OPTIMIZE", parameters, worthwhile, zOrder.isEmpty() ? clustered : zOrder);
    }

    private static List<String> dotted(List<List<String>> columns) {
        return columns.stream().map(path -> String.join(".", path)).toList();
    }

    private boolean isSmall(AddFile file) {
        return file.sizeBytes() < SMALL * targetBytes;
    }

    static boolean isThinned(AddFile file) {
        if (file.deletionVector() == null) {
            return false;
        }
        long records = FileStatistics.records(file.stats()).orElse(0);
        return file.deletionVector().cardinality() > DELETED_ROWS_MOST * records;
    }

    private void requirePossible(OptimizeSpec spec, List<List<String>> clustered, List<List<String>> zOrder) {
        if (spec.full() && clustered.isEmpty()) {
            throw refused("only a clustered table can be optimized in full (CLUSTER BY columns first)");
        }
        if (!zOrder.isEmpty() && !clustered.isEmpty()) {
            throw refused("it is clustered by " + dotted(clustered) + ", so ZORDER BY has no place (leave it out)");
        }
        for (List<String> path : zOrder) {
            String name = String.join(".", path);
            DataType type = ColumnMapping.find(basis.metadata(), path)
                    .orElseThrow(() -> refused("it has no column '" + name + "'; "
                            + Nearest.among("columns", name, basis.schema().names())))
                    .getValue();
            if (type.isNested() || type == DataType.Primitive.VARIANT) {
                throw refused("rows cannot be ordered by column '" + name + "', which is " + type);
            }
            if (basis.partitionColumns().stream().anyMatch(name::equalsIgnoreCase)) {
                throw refused("column '" + name + "' is a partition column: all rows of a file have one value of it");
            }
        }
    }

    private NeuralakeException refused(String reason) {
        return new NeuralakeException("Cannot optimize table " + files.table() + ": " + reason);
    }

    private Commit run(Plan plan, Function<Change, Commit> commit, Supplier<Snapshot> latest) {
        WriteChecks.requireMovable(basis.protocol(), basis.metadata(), files.table());
        List<Rewrite> rewrites = new ArrayList<>();
        try {
            for (List<AddFile> bin : plan.bins()) {
                rewrites.add(rewrite(bin, plan.order()));
            }
        } catch (NeuralakeException e) {
            discard(rewrites);
            throw e;
        }
        // From here on the store may have taken the commit although it seems to have failed: VACUUM clears up.
        return commit(plan, rewrites, commit, latest);
    }

    private Rewrite rewrite(List<AddFile> bin, List<List<String>> order) {
        try (Session session = files.engine().session()) {
            String select = "SELECT * EXCLUDE (" + ScanRequest.FILE + ", " + ScanRequest.ROW + ") FROM ("
                    + RowIds.scan(files, basis.state(), basis.metadata(), bin).sql() + ")";
            String ordered = order.isEmpty()
                    ? select
                    : "SELECT * FROM (" + select + ") ORDER BY " + new ZOrder(order).orderBy(session, select);
            List<AddFile> added = new DataWriter(files, basis.metadata())
                    .write(session, ordered, List.of(), RowIds.columns(basis.metadata()), "", "part");
            List<AddFile> moved =
                    added.stream().map(file -> file.withDataChange(false)).toList();
            List<List<String>> clustered = Clustering.columns(basis);
            return new Rewrite(bin, clustered.isEmpty() ? moved : new ClusterCubes(clustered).cube(moved));
        }
    }

    /** Commits what still stands; what others have changed meanwhile is left as they made it. */
    private Commit commit(
            Plan plan, List<Rewrite> rewrites, Function<Change, Commit> commit, Supplier<Snapshot> latest) {
        List<Rewrite> standing = rewrites;
        Snapshot current = basis;
        for (int attempt = 0; ; attempt++) {
            try {
                return commit.apply(change(plan, current, standing));
            } catch (ConflictException e) {
                current = latest.get();
                boolean sameRules = current.metadata().equals(basis.metadata())
                        && current.protocol().equals(basis.protocol());
                if (!sameRules || attempt == ATTEMPTS) {
                    discard(standing);
                    throw e;
                }
                standing = standing(standing, current);
            }
        }
    }

    private List<Rewrite> standing(List<Rewrite> rewrites, Snapshot current) {
        Set<FileKey> live = new HashSet<>();
        current.files().forEach(file -> live.add(file.key()));
        List<Rewrite> standing = new ArrayList<>();
        List<Rewrite> overtaken = new ArrayList<>();
        for (Rewrite rewrite : rewrites) {
            boolean stands = rewrite.removed().stream().allMatch(file -> live.contains(file.key()));
            (stands ? standing : overtaken).add(rewrite);
        }
        discard(overtaken);
        return standing;
    }

    /** Deletes files that no version will name. */
    private void discard(List<Rewrite> rewrites) {
        List<String> keys = rewrites.stream()
                .flatMap(rewrite -> rewrite.added().stream())
                .map(file -> DataPath.decode(file.path()))
                .toList();
        files.store().delete(keys);
    }

    private Change change(Plan plan, Snapshot current, List<Rewrite> rewrites) {
        List<Action> actions = new ArrayList<>();
        long now = System.currentTimeMillis();
        for (Rewrite rewrite : rewrites) {
            rewrite.removed().forEach(file -> actions.add(file.remove(now, false)));
            actions.addAll(rewrite.added());
        }
        return new Change(
                current, plan.operation(), plan.parameters(), RewriteMetrics.of(rewrites), actions, Reads.nothing());
    }
}
