package dev.neuralake.delta;

import dev.neuralake.delta.FaultOracle.Effect;
import dev.neuralake.delta.FaultOracle.Table;
import dev.neuralake.delta.FaultWorld.Operation;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** Operations that go all the way through the engine. */
final class RowOperations {
    private final FaultWorld world;

    RowOperations(FaultWorld world) {
        this.world = world;
    }

    List<Operation> all() {
        return List.of(
                new Operation("append", 4, this::append),
                new Operation("overwrite", 1, this::overwrite),
                new Operation("replace where", 1, this::replaceWhere),
                new Operation("replace partitions", 1, this::replacePartitions),
                new Operation("delete", 3, log -> delete(log, Removal.AUTOMATIC)),
                new Operation("delete by rewriting", 2, log -> delete(log, Removal.REWRITE)),
                new Operation("update", 2, log -> update(log, Removal.AUTOMATIC)),
                new Operation("update by rewriting", 1, log -> update(log, Removal.REWRITE)),
                new Operation("merge", 2, log -> merge(log, Removal.AUTOMATIC)),
                new Operation("merge by rewriting", 1, log -> merge(log, Removal.REWRITE)),
                new Operation("optimize", 3, log -> rearrange(log, "OPTIMIZE")),
                new Operation("z-order", 1, this::zOrder),
                new Operation("purge", 3, log -> rearrange(log, "REORG")),
                new Operation("checkpoint", 2, DeltaLog::checkpoint));
    }

    /** The ways in which a table comes about. */
    List<Operation> births() {
        return List.of(
                new Operation(
                        "create",
                        8,
                        log -> world.commit("CREATE TABLE", _ -> FaultWorld.empty(), () -> log.create(world.spec))),
                new Operation("create with rows", 1, this::createWithRows),
                new Operation("shallow clone", 2, this::cloneAnew),
                new Operation("convert", 1, this::convert));
    }

    private void createWithRows(DeltaLog log) {
        Map<Long, Long> fresh = world.fresh(3);
        world.commit(
                "CREATE TABLE AS SELECT",
                _ -> new Table(fresh, FaultWorld.COLUMNS),
                () -> log.create(world.spec, Rows.of(PreparedFiles.source(fresh))));
    }

    private void cloneAnew(DeltaLog log) {
        Table source = new Table(world.prepared.sourceRows(), FaultWorld.COLUMNS);
        world.commit("CLONE", _ -> source, () -> log.shallowClone(world.prepared.source(), false));
    }

    private void convert(DeltaLog log) {
        Map<Long, Long> rows = new TreeMap<>();
        for (int index = 0; index < 2; index++) {
            rows.putAll(world.prepared.rows(index));
            if (!world.prepared.isStored(index, world.store)) {
                world.prepared.store(index, world.store);
            }
        }
        world.commit(
                "CONVERT",
                _ -> new Table(rows, FaultWorld.COLUMNS),
                () -> log.convert(ConvertSpec.partitionedBy(Column.of("p", Primitive.INT))));
    }

    private void append(DeltaLog log) {
        Map<Long, Long> fresh = world.fresh(1 + world.random.nextInt(4));
        world.commit("WRITE", FaultWorld.adding(fresh), () -> log.append(PreparedFiles.source(fresh)));
        world.settled.addAll(fresh.keySet());
    }

    private void overwrite(DeltaLog log) {
        Map<Long, Long> fresh = world.fresh(3);
        world.commit("WRITE", table -> table.withRows(fresh), () -> log.overwrite(PreparedFiles.source(fresh)));
    }

    private static Effect replacing(LongPredicate gone, Map<Long, Long> fresh) {
        return FaultWorld.rows(rows -> {
            rows.keySet().removeIf(gone::test);
            rows.putAll(fresh);
            return rows;
        });
    }

    private void replaceWhere(DeltaLog log) {
        Map<Long, Long> fresh = world.fresh(4);
        fresh.keySet().removeIf(id -> id % 2 == 0);
        Rows rows = Rows.of(PreparedFiles.source(fresh));
        world.commit(
                "WRITE",
                replacing(id -> id % 2 == 1, fresh),
                () -> log.replaceWhere("p = 1", rows, WriteOptions.defaults()));
    }

    private void replacePartitions(DeltaLog log) {
        Map<Long, Long> fresh = world.fresh(4);
        fresh.keySet().removeIf(id -> id % 2 == 1);
        Rows rows = Rows.of(PreparedFiles.source(fresh));
        world.commit(
                "WRITE",
                replacing(id -> id % 2 == 0, fresh),
                () -> log.replaceUsing(List.of("p"), rows, WriteOptions.defaults()));
    }

    private void delete(DeltaLog log, Removal by) {
        int part = world.random.nextInt(3);
        world.commit(
                "DELETE",
                replacing(id -> id % 3 == part, Map.of()),
                () -> log.delete(DeleteSpec.where("id % 3 = " + part).by(by)));
    }

    private void update(DeltaLog log, Removal by) {
        int part = world.random.nextInt(3);
        Effect effect = FaultWorld.rows(rows -> {
            rows.replaceAll((id, n) -> id % 3 == part ? n + 1 : n);
            return rows;
        });
        world.commit(
                "UPDATE",
                effect,
                () -> log.update(UpdateSpec.set(SetColumn.of("n", "n + 1"))
                        .where("id % 3 = " + part)
                        .by(by)));
    }

    private void merge(DeltaLog log, Removal by) {
        List<Long> settled = world.settled;
        long known = settled.isEmpty()
                ? world.fresh(1).keySet().iterator().next()
                : settled.get(world.random.nextInt(settled.size()));
        long added = world.fresh(1).keySet().iterator().next();
        String source = "(SELECT unnest([" + known + ", " + added + "]) AS id, -1 AS n)";
        world.commit(
                "MERGE",
                FaultWorld.adding(Map.of(known, -1L, added, -1L)),
                () -> log.merge(MergeSpec.using(source, "t.id = s.id")
                        .as("t", "s")
                        .whenMatched(new MergeSpec.UpdateSet(List.of(SetColumn.of("n", "s.n"))))
                        .whenNotMatched(new MergeSpec.InsertValues(List.of(
                                SetColumn.of("id", "s.id"), SetColumn.of("n", "s.n"), SetColumn.of("p", "s.id % 2"))))
                        .by(by)));
    }

    private void rearrange(DeltaLog log, String operation) {
        var attempt = world.oracle.attemptInSteps(operation);
        world.commit(attempt, () -> operation.equals("REORG") ? log.purge(null) : log.optimize(OptimizeSpec.all()));
    }

    private void zOrder(DeltaLog log) {
        var attempt = world.oracle.attemptInSteps("OPTIMIZE");
        world.commit(attempt, () -> log.optimize(OptimizeSpec.all().zOrderedBy("n", "id")));
    }
}
