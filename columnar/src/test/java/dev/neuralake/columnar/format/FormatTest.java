package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.columnar.Allocators;
import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Result;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest extends FormatEngine {
    private static final String THREE = "SELECT i::int AS i, 'row ' || i AS s FROM range(3) t(i)";

    @TempDir
    Path folder;

    @Test
    void writesJson() throws Exception {
        assertThat(text(Format.JSON, THREE)).isEqualTo("""
                [{"i":0,"s":"row 0"},
                {"i":1,"s":"row 1"},
                {"i":2,"s":"row 2"}]
                """);
    }

    @Test
    void writesNdjson() throws Exception {
        assertThat(text(Format.NDJSON, THREE)).isEqualTo("""
                {"i":0,"s":"row 0"}
                {"i":1,"s":"row 1"}
                {"i":2,"s":"row 2"}
                """);
    }

    @Test
    void writesCsv() throws Exception {
        assertThat(text(Format.CSV, THREE)).isEqualTo("""
                i,s
                0,row 0
                1,row 1
                2,row 2
                """);
    }

    @Test
    void writesATable() throws Exception {
        assertThat(text(Format.TABLE, THREE)).isEqualTo("""
                i  s
                0  row 0
                1  row 1
                2  row 2
                3 rows
                """);
    }

    @Test
    void writesArrow() throws Exception {
        byte[] stream = bytes(Format.ARROW, "SELECT i FROM range(100000) t(i)");

        long count = 0;
        long sum = 0;
        try (var allocator = Allocators.root().newChildAllocator("test", 0, Long.MAX_VALUE);
                ArrowReader reader = new ArrowStreamReader(new ByteArrayInputStream(stream), allocator)) {
            while (reader.loadNextBatch()) {
                var vector = (org.apache.arrow.vector.BigIntVector)
                        reader.getVectorSchemaRoot().getVector("i");
                count += vector.getValueCount();
                for (int i = 0; i < vector.getValueCount(); i++) {
                    sum += vector.get(i);
                }
            }
        }
        assertThat(count).isEqualTo(100_000);
        assertThat(sum).isEqualTo(4_999_950_000L);
    }

    @Test
    void writesParquet() throws Exception {
        Path file = folder.resolve("p.parquet");
        Files.write(
                file,
                bytes(Format.PARQUET, "SELECT i, [i, i + 1] AS l, {'x': i::varchar} AS s FROM range(300000) t(i)"));

        assertThat(rows("SELECT count(*), sum(i)::bigint, sum(l[2])::bigint, max(s.x) FROM '" + file + "'")
                        .getFirst())
                .containsExactly(300_000L, 44_999_850_000L, 45_000_150_000L, "99999");
    }

    @Test
    void writesWideRowsAsParquetInLittleMemory() throws Exception {
        Path file = folder.resolve("wide.parquet");
        Files.write(file, bytes(Format.PARQUET, "SELECT i, repeat(md5(i::varchar), 300) AS t FROM range(40000) t(i)"));

        assertThat(rows("SELECT count(*), bool_and(i = file_row_number) FROM read_parquet('" + file
                                + "', file_row_number = true)")
                        .getFirst())
                .containsExactly(40_000L, true);
    }

    @ParameterizedTest
    @EnumSource
    void writesNoRowsAsAWholeDocument(Format format) throws Exception {
        byte[] bytes = bytes(format, "SELECT i, 'x' AS s FROM range(0) t(i)");

        switch (format) {
            case TABLE -> assertThat(new String(bytes)).isEqualTo("i  s\n0 rows\n");
            case JSON -> assertThat(new String(bytes)).isEqualTo("[]\n");
            case NDJSON -> assertThat(bytes).isEmpty();
            case CSV -> assertThat(new String(bytes)).isEqualTo("i,s\n");
            case ARROW -> {
                try (var allocator = Allocators.root().newChildAllocator("test", 0, Long.MAX_VALUE);
                        ArrowReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
                    assertThat(reader.getVectorSchemaRoot().getSchema().getFields())
                            .hasSize(2);
                    assertThat(reader.loadNextBatch()).isFalse();
                }
            }
            case PARQUET -> {
                Path file = Files.write(folder.resolve("empty.parquet"), bytes);
                assertThat(session.describe("FROM '" + file + "'")).hasToString("(i long, s string)");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsRowsAndLeavesTheStreamOpen(Format format) throws Exception {
        boolean[] closed = new boolean[1];
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (Result result = session.query("FROM range(20000)")) {
            assertThat(format.write(result, out)).isEqualTo(20_000);
        }
        assertThat(closed[0]).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void tellsAFailureOfTheOutputApart(Format format) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (Result result = session.query("FROM range(20000)")) {
            assertThatThrownBy(() -> format.write(result, broken))
                    .isInstanceOf(IOException.class)
                    .hasMessage("Broken pipe");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAFailureOfTheRowsAsItIs(Format format) {
        String sql = "SELECT CASE WHEN i = 900000 THEN error('no ' || i) ELSE i::varchar END FROM range(1000000) t(i)";
        try (Result result = session.query(sql)) {
            assertThatThrownBy(() -> format.write(result, new ByteArrayOutputStream()))
                    .isInstanceOf(NeuralakeException.class)
                    .hasMessageContaining("no 900000")
                    .hasMessageNotContaining("neuralake-");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsAFailureOfASource(Format format) {
        Iterator<Object[]> failing = Stream.iterate(0L, i -> i + 1)
                .map(i -> {
                    if (i == 30_000) {
                        throw new IllegalStateException("the sensor is gone");
                    }
                    return new Object[] {i};
                })
                .iterator();
        ArrowSource source = ArrowSource.ofRows(Schema.of(Column.of("i", Primitive.LONG)), failing);

        assertThatThrownBy(() -> format.write(source, new ByteArrayOutputStream()))
                .hasMessageContaining("the sensor is gone");
    }

    @Test
    void streamsBatchByBatch() throws Exception {
        int[] most = new int[1];
        int[] flushes = new int[1];
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
                most[0] = Math.max(most[0], length);
            }

            @Override
            public void flush() {
                flushes[0]++;
            }
        };
        try (Result result = session.query("SELECT i, 'some text of a row' AS s FROM range(500000) t(i)")) {
            Format.JSON.write(result, out);
        }
        assertThat(most[0]).isLessThan(1 << 17);
        assertThat(flushes[0]).isGreaterThan(50);
    }

    @Test
    void namesTheFormats() {
        assertThat(Format.of("NDJSON")).isEqualTo(Format.NDJSON);
        assertThat(List.of(Format.values()))
                .allSatisfy(format -> assertThat(Format.of(format.toString())).isEqualTo(format));
        assertThat(Format.ARROW.mediaType()).isEqualTo("application/vnd.apache.arrow.stream");
        assertThatThrownBy(() -> Format.of("jsn"))
                .hasMessageStartingWith("Cannot write format 'jsn': ")
                .hasMessageContaining("json")
                .hasMessageContaining("table, json, ndjson, csv, arrow, parquet");
    }
}
