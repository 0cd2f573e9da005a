package dev.neuralake.delta;

import dev.neuralake.delta.FaultOracle.Attempt;
import dev.neuralake.delta.FaultOracle.Effect;
import dev.neuralake.delta.FaultOracle.Table;
import dev.neuralake.delta.FaultWorld.Operation;
import dev.neuralake.delta.action.Action;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.action.DeletionVector;
import dev.neuralake.delta.action.SetTransaction;
import dev.neuralake.delta.vector.RowSet;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Operations that need no engine: they commit prepared files, or work on the log alone. */
final class LogOperations {
    private static final String APPLICATION = "ingest";

    private final FaultWorld world;
    private long nextOffset = 1;
    private int nextColumn = 1;
    /** What the application has yet to see in the table. */
    private Batch pending = new Batch(0, -1, null);

    /** A prepared file that is to be there once, however often it is tried. */
    private record Batch(long offset, int prepared, Attempt attempt) {}

    LogOperations(FaultWorld world) {
        this.world = world;
    }

    List<Operation> all() {
        return List.of(
                new Operation("append of a file", 12, this::append),
                new Operation("ingest", 8, this::ingest),
                new Operation("delete by vector", 5, this::deleteByVector),
                new Operation("rewrite of a file", 5, this::rewrite),
                new Operation("overwrite by a file", 2, this::overwrite),
                new Operation("replace", 1, this::replace),
                new Operation("add column", 2, this::addColumn),
                new Operation("rename column", 1, this::renameColumn),
                new Operation("drop column", 1, this::dropColumn),
                new Operation("set property", 2, this::setProperty),
                new Operation("restore", 3, this::restore),
                new Operation("clone", 1, this::cloneOver),
                new Operation("vacuum", 5, log -> vacuum(log, VacuumSpec.full())),
                new Operation(
                        "vacuum lite", 2, log -> vacuum(log, VacuumSpec.full().asLite())),
                new Operation("clean-up of the log", 2, DeltaLog::cleanUpLog));
    }

    private void append(DeltaLog log) {
        int index = world.nextPrepared();
        if (index < 0) {
            return;
        }
        Snapshot basis = log.snapshot();
        world.commit("WRITE", FaultWorld.adding(world.prepared.rows(index)), () -> {
            AddFile file = world.prepared.store(index, basis.tableFiles().store());
            return log.commit(change(basis, "WRITE", List.of(file), Reads.nothing()));
        });
    }

    /** Goes on with the batch at hand until it is seen in the table, as an application does that must not lose rows. */
    private void ingest(DeltaLog log) {
        Snapshot basis = log.snapshot();
        long done = basis.transaction(APPLICATION).map(SetTransaction::version).orElse(0L);
        if (pending.attempt() == null || done >= pending.offset()) {
            int index = world.nextPrepared();
            if (index < 0) {
                return;
            }
            Effect effect = FaultWorld.adding(world.prepared.rows(index));
            pending = new Batch(Math.max(nextOffset, done + 1), index, world.oracle.attempt("WRITE", effect));
            nextOffset = pending.offset() + 1;
        }
        Batch batch = pending;
        AddFile file = world.prepared.store(batch.prepared(), basis.tableFiles().store());
        SetTransaction offset = new SetTransaction(APPLICATION, batch.offset(), System.currentTimeMillis());
        log.commit(change(basis, "WRITE", List.of(offset, file), Reads.nothing()));
    }

    private static Change change(Snapshot basis, String operation, List<Action> actions, Reads reads) {
        return new Change(basis, operation, Map.of(), Map.of(), actions, reads);
    }

    private void deleteByVector(DeltaLog log) {
        Snapshot basis = log.snapshot();
        if (basis.numFiles() == 0 || !basis.metadata().flag(TableFeatures.DELETION_VECTORS)) {
            return;
        }
        AddFile file = world.some(basis);
        int row = world.random.nextInt(3);
        RowSet hidden = file.deletionVector() == null
                ? new RowSet()
                : basis.tableFiles().vectors().read(file.deletionVector());
        if (row >= FileStatistics.records(file.stats()).orElse(0) || hidden.contains(row)) {
            return;
        }
        Effect effect = FaultWorld.rows(rows -> {
            rows.remove(world.oracle.row(file, row));
            return rows;
        });
        world.commit("DELETE", effect, () -> {
            hidden.add(row);
            DeletionVector vector =
                    basis.tableFiles().vectors().write(List.of(hidden)).getFirst();
            AddFile left = file.withDeletionVector(vector, file.stats()).withDataChange(true);
            return log.commit(change(
                    basis, "DELETE", List.of(file.remove(System.currentTimeMillis(), true), left), Reads.everything()));
        });
    }

    /** Puts a file in the place of another, as an UPDATE does that touches every row. */
    private void rewrite(DeltaLog log) {
        Snapshot basis = log.snapshot();
        int index = basis.numFiles() == 0 ? -1 : world.nextPrepared();
        if (index < 0) {
            return;
        }
        AddFile old = world.some(basis);
        Effect effect = FaultWorld.rows(rows -> {
            rows.keySet().removeAll(world.oracle.rows(old).keySet());
            rows.putAll(world.prepared.rows(index));
            return rows;
        });
        world.commit("UPDATE", effect, () -> {
            AddFile file = world.prepared.store(index, basis.tableFiles().store());
            return log.commit(change(
                    basis, "UPDATE", List.of(old.remove(System.currentTimeMillis(), true), file), Reads.everything()));
        });
    }

    private void overwrite(DeltaLog log) {
        int index = world.nextPrepared();
        if (index < 0) {
            return;
        }
        Snapshot basis = log.snapshot();
        world.commit("WRITE", table -> table.withRows(world.prepared.rows(index)), () -> {
            List<Action> actions = new ArrayList<>();
            basis.files().forEach(file -> actions.add(file.remove(System.currentTimeMillis(), true)));
            actions.add(world.prepared.store(index, basis.tableFiles().store()));
            return log.commit(change(basis, "WRITE", actions, Reads.everything()));
        });
    }

    private void replace(DeltaLog log) {
        world.commit("CREATE OR REPLACE TABLE", _ -> FaultWorld.empty(), () -> log.replace(world.spec, null));
    }

    private void addColumn(DeltaLog log) {
        String name = "c" + nextColumn++;
        Effect effect = columns(Set.of(), Set.of(name));
        Alteration.AddedColumn column = new Alteration.AddedColumn(List.of(), Column.of(name, Primitive.STRING), null);
        world.commit("ADD COLUMNS", effect, () -> log.alter(new Alteration.AddColumns(List.of(column))));
    }

    private static Effect columns(Set<String> gone, Set<String> come) {
        return table -> {
            Set<String> columns = new HashSet<>(table.columns());
            columns.removeAll(gone);
            columns.addAll(come);
            return new Table(table.rows(), columns);
        };
    }

    /** One of the columns that were added; the table is mapped first, without which none can be renamed or dropped. */
    private String mappedColumn(DeltaLog log) {
        Snapshot basis = log.snapshot();
        if (!ColumnMapping.isOn(basis.metadata())) {
            property(log, "delta.columnMapping.mode", "name");
        }
        return basis.schema().names().stream()
                .filter(name -> !FaultWorld.COLUMNS.contains(name))
                .findFirst()
                .orElse("");
    }

    private void renameColumn(DeltaLog log) {
        String column = mappedColumn(log);
        String name = "c" + nextColumn++;
        if (!column.isEmpty()) {
            world.commit(
                    "RENAME COLUMN",
                    columns(Set.of(column), Set.of(name)),
                    () -> log.alter(new Alteration.RenameColumn(List.of(column), name)));
        }
    }

    private void dropColumn(DeltaLog log) {
        String column = mappedColumn(log);
        if (!column.isEmpty()) {
            world.commit(
                    "DROP COLUMNS",
                    columns(Set.of(column), Set.of()),
                    () -> log.alter(new Alteration.DropColumns(List.of(List.of(column)), true)));
        }
    }

    private void setProperty(DeltaLog log) {
        property(log, "note", String.valueOf(world.random.nextInt(1_000)));
    }

    private void property(DeltaLog log, String key, String value) {
        world.commit(
                "SET TBLPROPERTIES",
                table -> table,
                () -> log.alter(new Alteration.SetProperties(new TreeMap<>(Map.of(key, value)))));
    }

    private void restore(DeltaLog log) {
        long latest = log.snapshot().version();
        long target = Math.max(world.firstRestorable(), latest - world.random.nextInt(6));
        world.commit("RESTORE", _ -> world.oracle.table(target), () -> log.restore(target));
    }

    private void cloneOver(DeltaLog log) {
        Effect effect = _ -> new Table(world.prepared.sourceRows(), FaultWorld.COLUMNS);
        world.commit("CLONE", effect, () -> log.shallowClone(world.prepared.source(), true));
    }

    private void vacuum(DeltaLog log, VacuumSpec spec) {
        world.oracle.attemptInSteps("VACUUM START");
        world.oracle.attemptInSteps("VACUUM END");
        world.vacuuming();
        try {
            log.vacuum(spec, world.vacuumClock());
        } finally {
            world.vacuumed();
        }
    }
}
