package dev.neuralake.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.delta.DeltaLog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spark and we tell the same changes of one table, whoever made them. */
@Tag("slow")
class ChangesTest {
    @TempDir
    private Path folder;

    static Stream<SparkTable> theirs() {
        return SparkTable.ALL.stream().filter(table -> table.name().matches("rewritten files|deletion vectors"));
    }

    static Stream<OurTable> ours() {
        return OurChanges.ALL.stream().filter(table -> table.name().startsWith("changed by"));
    }

    @ParameterizedTest
    @MethodSource
    void theirs(SparkTable table) {
        table.make(folder.resolve("table"));
        assertSameChanges();
    }

    @ParameterizedTest
    @MethodSource
    void ours(OurTable table) {
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            table.make().accept(log);
        }
        assertSameChanges();
    }

    private void assertSameChanges() {
        String changes =
                "SELECT * EXCEPT (_commit_timestamp) FROM table_changes_by_path('" + folder.resolve("table") + "', 0)";
        List<String> sparks =
                SparkProcess.spark().sql(changes).stream().map(RowText::of).toList();
        try (Lake lake = new Lake(folder);
                DeltaLog log = lake.open("table")) {
            assertThat(lake.changes(log, 0)).isNotEmpty().containsExactlyInAnyOrderElementsOf(sparks);
        }
    }
}
