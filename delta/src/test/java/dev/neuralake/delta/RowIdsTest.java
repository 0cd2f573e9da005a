package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows keep their ids wherever operations move them. */
class RowIdsTest extends DeltaFixture {
    private static final Schema SCHEMA = Schema.of(Column.of("id", Primitive.LONG), Column.of("n", Primitive.INT));

    private DeltaLog tracked() {
        DeltaLog log = open("t");
        log.create(TableSpec.of(SCHEMA)
                .withProperty("delta.enableRowTracking", "true")
                .withProperty("delta.enableDeletionVectors", "true"));
        log.append(rows(SCHEMA, row(10L, 0), row(11L, 0), row(12L, 0)));
        log.append(rows(SCHEMA, row(13L, 0), row(14L, 0), row(15L, 0)));
        return log;
    }

    /** The rows with their ids and the versions that changed them last. */
    private static List<List<Object>> ids(DeltaLog log) {
        Snapshot snapshot = log.snapshot();
        List<Column> columns = RowIds.columns(snapshot.metadata());
        return query("SELECT id, n, \"" + columns.getFirst().name() + "\", \""
                + columns.getLast().name() + "\" FROM ("
                + RowIds.scan(
                                log.files(),
                                snapshot.state(),
                                snapshot.metadata(),
                                snapshot.files().stream().toList())
                        .sql()
                + ") ORDER BY id");
    }

    @ParameterizedTest
    @EnumSource(Removal.class)
    void rowsThatAreRewrittenOrUpdatedKeepTheirIds(Removal removal) {
        try (DeltaLog log = tracked()) {
            log.delete(DeleteSpec.where("id = 10").by(removal));
            log.update(UpdateSpec.set(SetColumn.of("n", "1")).where("id = 12").by(removal));
            log.merge(MergeSpec.using("(SELECT unnest([14, 20]) AS id, 2 AS n)", "t.id = s.id")
                    .as("t", "s")
                    .whenMatched(new MergeSpec.UpdateAll())
                    .whenNotMatched(new MergeSpec.InsertAll())
                    .by(removal));
            List<List<Object>> found = ids(log);
            assertThat(found.subList(0, 5))
                    .containsExactly(
                            List.of(11L, 0, 1L, 1L),
                            List.of(12L, 1, 2L, 4L),
                            List.of(13L, 0, 3L, 2L),
                            List.of(14L, 2, 4L, 5L),
                            List.of(15L, 0, 5L, 2L));
            assertThat(found.get(5).get(2))
                    .as("a new row gets an id of its own")
                    .isNotIn(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(KernelTable.read(folder.resolve("t")))
                    .containsExactlyInAnyOrderElementsOf(read(log.snapshot(), "id"));
        }
    }

    @Test
    void optimizeKeepsThem() {
        try (DeltaLog log = tracked()) {
            List<List<Object>> before = ids(log);
            log.optimize(OptimizeSpec.all());
            assertThat(log.snapshot().numFiles()).isEqualTo(1);
            assertThat(ids(log)).isEqualTo(before);
        }
    }
}
