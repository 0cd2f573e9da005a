package dev.neuralake.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Session;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversionTest extends DeltaFixture {
    private static final Column DAY = Column.of("day", Primitive.DATE);
    private static final Column SHOP = Column.of("shop", Primitive.STRING);

    @BeforeEach
    void write() throws IOException {
        write(
                "day=2024-01-01/shop=a%2Fb/one.parquet",
                "SELECT 1::BIGINT AS id, 'x' AS name, {'v': 1.5::DOUBLE} AS s, [1, 2] AS list");
        write(
                "day=2024-01-02/shop=__HIVE_DEFAULT_PARTITION__/two é%.parquet",
                "SELECT i AS id, {'v': 'NaN'::DOUBLE} AS s, TIMESTAMPTZ '2024-01-01 00:00:00Z' AS seen FROM range(5) AS r(i)");
        Files.createDirectories(folder.resolve("t/_temporary"));
        Files.writeString(folder.resolve("t/_temporary/x.parquet"), "no Parquet");
        Files.writeString(folder.resolve("t/_SUCCESS"), "");
    }

    private void write(String key, String sql) throws IOException {
        Path file = folder.resolve("t").resolve(key);
        Files.createDirectories(file.getParent());
        try (Session session = engine.session()) {
            session.execute("COPY (" + sql + ") TO '" + file + "' (FORMAT parquet)");
        }
    }

    @Test
    void aFolderBecomesATable() {
        try (DeltaLog log = open("t")) {
            Commit commit = log.convert(ConvertSpec.partitionedBy(DAY, SHOP));
            assertThat(commit.metric("numConvertedFiles")).isEqualTo(2);
            Snapshot snapshot = log.snapshot();
            assertThat(snapshot.schema().names()).containsExactly("id", "name", "s", "list", "seen", "day", "shop");
            assertThat(snapshot.schema().column("seen").type()).isEqualTo(Primitive.TIMESTAMP);
            assertThat(snapshot.schema().column("s").type())
                    .isEqualTo(DataType.struct(Column.of("v", Primitive.DOUBLE)));
            assertThat(snapshot.numRecords()).hasValue(6);
            assertThat(snapshot.files(Predicate.eq("shop", "a/b"))).hasSize(1);
            assertThat(snapshot.files(Predicate.gt("id", 1L))).hasSize(1);
            assertThat(snapshot.files(Predicate.gt("id", 4L))).isEmpty();
            assertThat(snapshot.files(Predicate.eq("name", "y"))).isEmpty();
            List<List<Object>> rows = read(snapshot, "id").stream()
                    .sorted(Comparator.comparing(List::toString))
                    .toList();
            assertThat(rows).hasSize(6);
            assertThat(KernelTable.read(folder.resolve("t"))).isEqualTo(rows);
            assertThat(log.history().getFirst().operation()).isEqualTo("CONVERT");
            assertThat(log.history().getFirst().parameters()).containsEntry("partitionedBy", "[\"day\",\"shop\"]");
            assertThat(log.convert(ConvertSpec.partitionedBy()).version()).isZero();
        }
    }

    @Test
    void withoutStatisticsNothingIsRead() {
        try (DeltaLog log = open("t")) {
            log.convert(new ConvertSpec(List.of(DAY, SHOP), false));
            assertThat(log.snapshot().files().stream()).allMatch(file -> file.stats() == null);
            assertThat(read(log.snapshot(), "id")).hasSize(6);
        }
    }

    @Test
    void foldersThatAreNotTheColumnsAreRefused() throws IOException {
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.convert(ConvertSpec.partitionedBy()))
                    .hasMessageContaining(
                            "lies 2 folders deep, and 0 partition columns were given (name each folder's");
            assertThatThrownBy(() -> log.convert(ConvertSpec.partitionedBy(SHOP, DAY)))
                    .hasMessageContaining("lies in folder 'day=2024-01-01', and 'shop=…' was expected there");
            assertThatThrownBy(() -> log.convert(ConvertSpec.partitionedBy(Column.of("day", Primitive.INT), SHOP)))
                    .hasMessageContaining("has the partition value '2024-01-01' for column day, which is not a int");
            assertThat(log.exists()).isFalse();
        }
        try (DeltaLog log = open("nothing")) {
            assertThatThrownBy(() -> log.convert(ConvertSpec.partitionedBy()))
                    .hasMessageContaining("there is no Parquet file in file:");
        }
    }

    @Test
    void wholeNumbersOfDifferentWidthBecomeOneColumn() throws IOException {
        for (String type : List.of("TINYINT", "INT", "SMALLINT")) {
            try (Session session = engine.session()) {
                Files.createDirectories(folder.resolve("numbers"));
                session.execute("COPY (SELECT 7::" + type + " AS n) TO '"
                        + folder.resolve("numbers/" + type + ".parquet") + "' (FORMAT parquet)");
            }
        }
        try (DeltaLog log = open("numbers")) {
            log.convert(ConvertSpec.partitionedBy());
            assertThat(log.snapshot().schema().column("n").type()).isEqualTo(Primitive.INT);
            assertThat(KernelTable.read(folder.resolve("numbers"))).containsOnly(List.of(7));
        }
    }

    @Test
    void filesThatDisagreeAreRefused() throws IOException {
        write("day=2024-01-03/shop=c/three.parquet", "SELECT 1::INT AS id");
        try (DeltaLog log = open("t")) {
            assertThatThrownBy(() -> log.convert(ConvertSpec.partitionedBy(DAY, SHOP)))
                    .hasMessageContaining(
                            "column 'id' is long in file day=2024-01-01/shop=a%2Fb/one.parquet and int in "
                                    + "file day=2024-01-03/shop=c/three.parquet");
        }
    }
}
