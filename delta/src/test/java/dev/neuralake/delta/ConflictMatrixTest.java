package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs each pair of operations with one in the midst of the other, at each of its steps, and holds the outcome against
 * docs/reference/conflicts.md. Where both stand, the rows are those of one order of the two.
 */
class ConflictMatrixTest extends DeltaFixture {
    private static final Schema SCHEMA =
            Schema.of(Column.of("id", Primitive.LONG), Column.of("p", Primitive.INT), Column.of("n", Primitive.INT));

    private int tables;

    /** How many steps each operation takes before it writes its commit. */
    private final Map<Operation, Integer> lastSteps = new EnumMap<>(Operation.class);

    /** What is done, in one partition. */
    private enum Operation {
        APPEND {
            @Override
            void run(DeltaLog log, int partition, long side) {
                log.append(rows(SCHEMA, row(side * 100, partition, 0)));
            }
        },
        DELETE {
            @Override
            void run(DeltaLog log, int partition, long side) {
                log.delete(DeleteSpec.where("p = " + partition + " AND id % 2 = 0"));
            }
        },
        UPDATE {
            @Override
            void run(DeltaLog log, int partition, long side) {
                log.update(UpdateSpec.set(SetColumn.of("n", "n + 1")).where("p = " + partition));
            }
        },
        MERGE {
            @Override
            void run(DeltaLog log, int partition, long side) {
                String source = "(SELECT unnest([" + partition * 10 + ", " + (side * 100 + 1) + "]) AS id, " + partition
                        + " AS p, -1 AS n)";
                log.merge(MergeSpec.using(source, "t.id = s.id AND t.p = " + partition)
                        .as("t", "s")
                        .whenMatched(new MergeSpec.UpdateAll())
                        .whenNotMatched(new MergeSpec.InsertAll()));
            }
        },
        OVERWRITE {
            @Override
            void run(DeltaLog log, int partition, long side) {
                log.replaceWhere(
                        "p = " + partition,
                        Rows.of(rows(SCHEMA, row(side * 100 + 2, partition, 0))),
                        WriteOptions.defaults());
            }
        },
        OPTIMIZE {
            @Override
            void run(DeltaLog log, int partition, long side) {
                log.optimize(OptimizeSpec.all().where("p = " + partition));
            }
        },
        ALTER {
            @Override
            void run(DeltaLog log, int partition, long side) {
                log.alter(new Alteration.SetProperties(Map.of("side", Long.toString(side))));
            }
        };

        abstract void run(DeltaLog log, int partition, long side);
    }

    @Test
    void pairsOfOperationsConflictAsDocumented() throws IOException {
        String page = Files.readString(
                Path.of(System.getProperty("neuralake.root", "..")).resolve("docs/reference/conflicts.md"));
        String samePartition = matrix("WriteSerializable", 1, true);
        String serializable = matrix("Serializable", 1, false);
        String otherPartition = matrix("WriteSerializable", 2, false);
        String found = samePartition + "\n" + serializable + "\n" + otherPartition;
        assertThat(page).as(found).contains(samePartition, serializable, otherPartition);
    }

    /** Planned anew where they lose, operations that rest on the table alone stand beside all others. */
    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"DELETE", "UPDATE", "MERGE", "OPTIMIZE"})
    void whatIsPlannedAnewStands(Operation second) throws IOException {
        Path origin = folder.resolve("origin");
        make(origin, "Serializable");
        for (Operation first : Operation.values()) {
            boolean rulesOfMoves = second == Operation.OPTIMIZE && first == Operation.ALTER;
            if (!rulesOfMoves) {
                assertThat(outcome(origin, second, first, 1, true, false))
                        .as("%s beside %s", second, first)
                        .isEqualTo("·");
            }
        }
    }

    /**
     * @param otherPartition where the operation that commits first works; the second works in partition 1
     * @param everywhere whether to try every step, or only the last before the commit
     */
    private String matrix(String isolation, int otherPartition, boolean everywhere) throws IOException {
        Path origin = folder.resolve("origin-" + isolation + otherPartition);
        make(origin, isolation);
        StringBuilder table = new StringBuilder("| second \\ first |");
        for (Operation first : Operation.values()) {
            table.append(' ').append(first).append(" |");
        }
        table.append("\n|").append("---|".repeat(Operation.values().length + 1)).append('\n');
        for (Operation second : Operation.values()) {
            table.append("| **").append(second).append("** |");
            for (Operation first : Operation.values()) {
                table.append(' ')
                        .append(outcome(origin, second, first, otherPartition, everywhere, true))
                        .append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private void make(Path table, String isolation) {
        try (DeltaLog log = DeltaLog.open(new LocalStore(table), engine, "t", folder)) {
            log.create(TableSpec.of(SCHEMA)
                    .partitionedBy("p")
                    .withProperty("delta.enableDeletionVectors", "true")
                    .withProperty("delta.isolationLevel", isolation));
            log.append(rows(SCHEMA, row(10L, 1, 0), row(11L, 1, 0), row(20L, 2, 0), row(21L, 2, 0)));
            log.append(rows(SCHEMA, row(12L, 1, 0), row(13L, 1, 0), row(22L, 2, 0), row(23L, 2, 0)));
        }
    }

    /** @param once whether the second is given up at the first conflict */
    private String outcome(
            Path origin, Operation second, Operation first, int otherPartition, boolean everywhere, boolean once)
            throws IOException {
        List<List<List<Object>>> orders = List.of(
                inOrder(origin, first, otherPartition, 2, second, 1, 1),
                inOrder(origin, second, 1, 1, first, otherPartition, 2));
        Set<String> conflicts = new TreeSet<>();
        if (!lastSteps.containsKey(second)) {
            lastSteps.put(second, lastStep(origin, second));
        }
        for (int step = everywhere ? 0 : lastSteps.get(second); ; step++) {
            Path copy = copy(origin);
            LocalStore store = new LocalStore(copy);
            SteppingStore stepping = new SteppingStore(store, () -> run(store, first, otherPartition, 2));
            try (DeltaLog log = DeltaLog.open(stepping, engine, "t", folder)) {
                stepping.interruptBefore(step);
                try {
                    second.run(once ? log.once() : log, 1, 1);
                    if (stepping.wasInterrupted()) {
                        assertThat(orders)
                                .as("%s, %s at step %s", second, first, step)
                                .contains(rowsOf(store));
                    }
                } catch (ConflictException e) {
                    conflicts.add(words(e.kind()));
                }
            }
            if (!stepping.wasInterrupted() || !everywhere) {
                return conflicts.isEmpty() ? "·" : String.join(", ", conflicts);
            }
        }
    }

    private int lastStep(Path origin, Operation operation) throws IOException {
        for (int step = 0; ; step++) {
            List<Boolean> before = new ArrayList<>();
            Path next = copy(origin);
            SteppingStore stepping = new SteppingStore(
                    new LocalStore(next),
                    () -> before.add(Files.exists(next.resolve("_delta_log/00000000000000000003.json"))));
            try (DeltaLog log = DeltaLog.open(stepping, engine, "t", folder)) {
                stepping.interruptBefore(step);
                operation.run(log.once(), 1, 1);
            }
            if (before.isEmpty() || before.getFirst()) {
                return step - 1;
            }
        }
    }

    private List<List<Object>> inOrder(
            Path origin, Operation one, int onePartition, long oneSide, Operation two, int twoPartition, long twoSide)
            throws IOException {
        LocalStore store = new LocalStore(copy(origin));
        run(store, one, onePartition, oneSide);
        run(store, two, twoPartition, twoSide);
        return rowsOf(store);
    }

    private void run(LocalStore store, Operation operation, int partition, long side) {
        try (DeltaLog log = DeltaLog.open(store, engine, "t", folder)) {
            operation.run(log, partition, side);
        }
    }

    private List<List<Object>> rowsOf(LocalStore store) {
        try (DeltaLog log = DeltaLog.open(store, engine, "t", folder)) {
            return read(log.snapshot(), "id");
        }
    }

    private Path copy(Path origin) throws IOException {
        Path copy = folder.resolve("copy-" + tables++);
        try (Stream<Path> all = Files.walk(origin)) {
            for (Path path : all.toList()) {
                Files.copy(path, copy.resolve(origin.relativize(path)));
            }
        }
        return copy;
    }

    private static String words(ConflictException.Kind kind) {
        Map<ConflictException.Kind, String> words = new EnumMap<>(ConflictException.Kind.class);
        words.put(ConflictException.Kind.CONCURRENT_APPEND, "added");
        words.put(ConflictException.Kind.CONCURRENT_DELETE_READ, "removed");
        words.put(ConflictException.Kind.CONCURRENT_DELETE_DELETE, "both removed");
        words.put(ConflictException.Kind.METADATA_CHANGED, "rules");
        return words.getOrDefault(kind, kind.name().toLowerCase(Locale.ROOT));
    }
}
