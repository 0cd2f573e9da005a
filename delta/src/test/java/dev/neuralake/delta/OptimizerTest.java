package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizerTest extends DeltaFixture {
    private static final Schema EVENTS = Schema.of(
            Column.of("id", Primitive.LONG), Column.of("kind", Primitive.STRING), Column.of("day", Primitive.STRING));

    private static DeltaLog filled(DeltaLog log, TableSpec spec, int appends) {
        log.create(spec);
        for (long i = 0; i < appends; i++) {
            log.append(rows(EVENTS, row(i, "k" + i % 3, "d" + i % 2), row(1000 + i, null, "d" + i % 2)));
        }
        return log;
    }

    private List<List<Object>> sorted(DeltaLog log) {
        return read(log.snapshot(), "id").stream()
                .sorted(Comparator.comparing(List::toString))
                .toList();
    }

    private static Snapshot hide(DeltaLog log, int rows) {
        AddFile file = log.snapshot().files().iterator().next();
        RowSet hidden = new RowSet();
        for (int i = 0; i < rows; i++) {
            hidden.add(i);
        }
        var vector = log.files().vectors().write(List.of(hidden)).getFirst();
        log.commit(new Change(
                log.snapshot(),
                "DELETE",
                Map.of(),
                Map.of(),
                List.of(
                        file.remove(1, true),
                        file.withDeletionVector(vector, file.stats()).withDataChange(true)),
                Reads.nothing()));
        return log.snapshot();
    }

    @Test
    void smallFilesBecomeOne() {
        try (DeltaLog log = filled(open("t"), TableSpec.of(EVENTS), 7)) {
            List<List<Object>> before = sorted(log);
            Commit commit = log.optimize(OptimizeSpec.all());
            assertThat(commit.version()).isEqualTo(8);
            assertThat(commit.metric("numRemovedFiles")).isEqualTo(7);
            assertThat(commit.metric("numAddedFiles")).isEqualTo(1);
            assertThat(log.snapshot().numFiles()).isEqualTo(1);
            assertThat(log.snapshot().numRecords()).hasValue(14);
            assertThat(sorted(log)).isEqualTo(before);
            assertThat(KernelTable.read(folder.resolve("t"))).isEqualTo(before);
            CommitEntry entry = log.history().getFirst();
            assertThat(entry.operation()).isEqualTo("OPTIMIZE");
            assertThat(entry.isolationLevel()).isEqualTo("SnapshotIsolation");
            assertThat(entry.parameters()).containsEntry("predicate", "[]").containsEntry("zOrderBy", "[]");
            assertThat(log.commits(8, 8).getFirst().actions())
                    .filteredOn(AddFile.class::isInstance)
                    .allMatch(action -> !((AddFile) action).dataChange());
            assertThat(log.optimize(OptimizeSpec.all()).version()).isEqualTo(8);
        }
    }

    @Test
    void partitionsAreChosenByACondition() {
        try (DeltaLog log = filled(open("t"), TableSpec.of(EVENTS).partitionedBy("day"), 8)) {
            List<List<Object>> before = sorted(log);
            log.optimize(OptimizeSpec.all().where("day = 'd' || '1'"));
            assertThat(log.snapshot().files(Predicate.eq("day", "d1"))).hasSize(1);
            assertThat(log.snapshot().files(Predicate.eq("day", "d0"))).hasSize(4);
            log.optimize(OptimizeSpec.all());
            assertThat(log.snapshot().numFiles()).isEqualTo(2);
            assertThat(KernelTable.read(folder.resolve("t"))).isEqualTo(before);
            assertThatThrownBy(() -> log.optimize(OptimizeSpec.all().where("id > 1")))
                    .hasMessageContaining(
                            "Cannot optimize table t where id > 1: it can name the partition columns [day] only");
        }
    }

    @Test
    void largeFilesAreLeftAlone() {
        TableSpec spec = TableSpec.of(EVENTS).withProperty("delta.targetFileSize", "1500");
        try (DeltaLog log = filled(open("t"), spec, 7)) {
            log.optimize(OptimizeSpec.all());
            assertThat(log.snapshot().numFiles()).isBetween(3, 4);
            assertThat(log.optimize(OptimizeSpec.all()).metric("numRemovedFiles"))
                    .isLessThan(7);
        }
    }

    @Test
    void zOrderBringsRowsTogetherInEveryColumn() {
        Schema points = Schema.of(
                Column.of("x", Primitive.INT), Column.of("y", Primitive.STRING), Column.of("z", Primitive.INT));
        try (DeltaLog log = open("t");
                Session session = engine.session()) {
            log.create(TableSpec.of(points).withProperty("delta.targetFileSize", "200kb"));
            log.append(Rows.of(
                    session,
                    "SELECT CAST(hash(i) % 10000 AS INT) AS x, 'y' || lpad(CAST(hash(i + 7) % 10000 AS VARCHAR), 5, '0')"
                            + " AS y, CASE WHEN i % 10 > 0 THEN CAST(i AS INT) END AS z FROM range(1000000) AS r(i)"));
            int before = log.snapshot().numFiles();
            String sum = "SELECT count(*), sum(x), count(DISTINCT y), sum(z) FROM (";
            List<List<Object>> rows = query(sum + log.snapshot().scanSql() + ")");
            log.optimize(OptimizeSpec.all().zOrderedBy("x", "y"));
            int files = log.snapshot().numFiles();
            assertThat(query(sum + log.snapshot().scanSql() + ")")).isEqualTo(rows);
            assertThat(files).isGreaterThanOrEqualTo(5);
            assertThat(before).isGreaterThanOrEqualTo(5);
            assertThat(log.snapshot().files(Predicate.eq("x", 77)).size()).isLessThanOrEqualTo(files / 2);
            assertThat(log.snapshot().files(Predicate.eq("y", "y00077")).size()).isLessThanOrEqualTo(files / 2);
            assertThat(log.history().getFirst().parameters()).containsEntry("zOrderBy", "[\"x\",\"y\"]");
            assertThatThrownBy(() -> log.optimize(OptimizeSpec.all().zOrderedBy("xx")))
                    .hasMessageContaining("it has no column 'xx'");
        }
    }

    @Test
    void hiddenRowsArePurged() {
        TableSpec spec = TableSpec.of(EVENTS).withProperty("delta.enableDeletionVectors", "true");
        try (DeltaLog log = filled(open("t"), spec, 3)) {
            hide(log, 1);
            List<List<Object>> before = sorted(log);
            Commit commit = log.purge(null);
            assertThat(commit.metric("numDeletionVectorsRemoved")).isEqualTo(1);
            assertThat(commit.metric("numRemovedFiles")).isEqualTo(1);
            assertThat(log.snapshot().files().stream()).allMatch(file -> file.deletionVector() == null);
            assertThat(log.history().getFirst().operation()).isEqualTo("REORG");
            assertThat(KernelTable.read(folder.resolve("t"))).isEqualTo(before);
            hide(log, 2);
            assertThat(log.purge(null).metric("numAddedFiles")).isZero();
            assertThat(log.snapshot().numFiles()).isEqualTo(2);
        }
    }

    @Test
    void filesThatOthersChangeMeanwhileAreLeftToThem() {
        TableSpec spec = TableSpec.of(EVENTS).partitionedBy("day").withProperty("delta.enableDeletionVectors", "true");
        try (DeltaLog log = filled(open("t"), spec, 6)) {
            Optimizer optimizer = new Optimizer(log.files(), log.snapshot());
            boolean[] interrupted = new boolean[1];
            Commit commit = optimizer.optimize(
                    OptimizeSpec.all(),
                    change -> {
                        if (!interrupted[0]) {
                            interrupted[0] = true;
                            log.append(rows(EVENTS, row(77L, "k", "d1")));
                            hide(log, 1);
                        }
                        return log.commit(change);
                    },
                    log::snapshot);
            assertThat(commit.metric("numRemovedFiles")).isEqualTo(3);
            assertThat(log.snapshot().numFiles()).isEqualTo(5);
            assertThat(sorted(log)).hasSize(12);
            assertThat(KernelTable.read(folder.resolve("t"))).isEqualTo(sorted(log));
        }
    }

    @Test
    void filesOfACommitThatSeemedToFailAreKept() {
        try (DeltaLog log = filled(open("t"), TableSpec.of(EVENTS), 6)) {
            Optimizer optimizer = new Optimizer(log.files(), log.snapshot());
            assertThatThrownBy(() -> optimizer.optimize(
                            OptimizeSpec.all(),
                            change -> {
                                log.commit(change);
                                throw new NeuralakeException("Cannot tell whether version 7 was committed");
                            },
                            log::snapshot))
                    .hasMessage("Cannot tell whether version 7 was committed");
            assertThat(log.snapshot().version()).isEqualTo(7);
            assertThat(sorted(log)).hasSize(12);
        }
    }

    @Test
    void rowsKeepTheirIds() {
        TableSpec spec = TableSpec.of(EVENTS)
                .withProperty("delta.enableRowTracking", "true")
                .withProperty("delta.columnMapping.mode", "name");
        try (DeltaLog log = filled(open("t"), spec, 3)) {
            log.optimize(OptimizeSpec.all().zOrderedBy("kind", "id"));
            log.append(rows(EVENTS, row(50L, "x", "y")));
            log.optimize(OptimizeSpec.all());
            String id = log.snapshot().properties().get("delta.rowTracking.materializedRowIdColumnName");
            String version =
                    log.snapshot().properties().get("delta.rowTracking.materializedRowCommitVersionColumnName");
            AddFile file = log.snapshot().files().iterator().next();
            assertThat(log.snapshot().numFiles()).isEqualTo(1);
            List<List<Object>> ids = query("SELECT \"" + id + "\", \"" + version + "\" FROM read_parquet('"
                    + folder.resolve("t").resolve(file.path()) + "') ORDER BY 1");
            assertThat(ids)
                    .containsExactly(
                            List.of(0L, 1L),
                            List.of(1L, 1L),
                            List.of(2L, 2L),
                            List.of(3L, 2L),
                            List.of(4L, 3L),
                            List.of(5L, 3L),
                            List.of(12L, 5L));
            assertThat(file.baseRowId()).isEqualTo(13L);
            assertThat(KernelTable.read(folder.resolve("t"))).isEqualTo(sorted(log));
        }
    }

    @Test
    void clusteredTablesAreOrderedByTheirColumns() {
        assertThatThrownBy(() -> open("p")
                        .create(TableSpec.of(EVENTS).partitionedBy("day").clusteredBy("id")))
                .hasMessageContaining("a table cannot be both");
        try (DeltaLog log = filled(open("t"), TableSpec.of(EVENTS).clusteredBy("kind", "id"), 4)) {
            assertThat(log.detail().clusteringColumns()).containsExactly("kind", "id");
            assertThatThrownBy(() -> log.optimize(OptimizeSpec.all().zOrderedBy("id")))
                    .hasMessageContaining("it is clustered by [kind, id], so ZORDER BY has no place");
            log.optimize(new OptimizeSpec(null, List.of(), true));
            assertThat(Clustering.columns(log.snapshot())).hasSize(2);
            assertThat(log.snapshot().numFiles()).isEqualTo(1);
            assertThat(log.history().getFirst().parameters()).containsEntry("clusterBy", "[\"kind\",\"id\"]");
        }
    }

    @Test
    void whatIsClusteredIsLeftAlone() {
        try (DeltaLog log = filled(open("t"), TableSpec.of(EVENTS).clusteredBy("kind"), 4)) {
            log.optimize(OptimizeSpec.all());
            AddFile first = log.snapshot().files().iterator().next();
            assertThat(first.tags())
                    .containsEntry("ZCUBE_ZORDER_BY", "[\"kind\"]")
                    .containsKey("ZCUBE_ID");
            assertThat(first.clusteringProvider()).isEqualTo("liquid");
            long version = log.snapshot().version();
            assertThat(log.optimize(OptimizeSpec.all()).version()).isEqualTo(version);
            assertThat(log.optimize(new OptimizeSpec(null, List.of(), true)).version())
                    .isEqualTo(version);
            log.append(rows(EVENTS, row(9L, "k1", "d")));
            assertThat(log.optimize(OptimizeSpec.all()).metric("numRemovedFiles"))
                    .isEqualTo(2);
            // What was clustered by other columns stays until all is clustered anew.
            log.alter(new Alteration.ClusterBy(List.of("id")));
            version = log.snapshot().version();
            assertThat(log.optimize(OptimizeSpec.all()).version()).isEqualTo(version);
            log.optimize(new OptimizeSpec(null, List.of(), true));
            assertThat(log.snapshot().files().iterator().next().tags()).containsEntry("ZCUBE_ZORDER_BY", "[\"id\"]");
        }
    }
}
