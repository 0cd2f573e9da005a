package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowFileTest extends TestEngine {

    @TempDir
    Path folder;

    private static ArrowSource numbers(int count) {
        return ArrowBuilder.rows(count)
                .longs("i", i -> i)
                .column("s", DataType.parse("array<string>"), i -> List.of("v" + i))
                .build();
    }

    private Path write(String name, ArrowSource source) throws Exception {
        Path file = folder.resolve(name);
        try (var allocator = Allocators.root().newChildAllocator("test", 0, Long.MAX_VALUE);
                ArrowReader reader = source.open(allocator);
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ArrowWriter writer = new ArrowFileWriter(reader.getVectorSchemaRoot(), null, out)) {
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
        }
        return file;
    }

    private Path writeStream(String name, ArrowSource source) throws Exception {
        Path file = folder.resolve(name);
        try (var allocator = Allocators.root().newChildAllocator("test", 0, Long.MAX_VALUE);
                ArrowReader reader = source.open(allocator);
                OutputStream out = Files.newOutputStream(file);
                ArrowWriter writer = new ArrowStreamWriter(reader.getVectorSchemaRoot(), null, out)) {
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
        }
        return file;
    }

    @Test
    void readsFiles() throws Exception {
        session.register("f", ArrowFile.source(List.of(write("f.arrow", numbers(40_000)))));

        assertThat(rows("SELECT count(*), sum(i)::bigint, count(DISTINCT s[1]) FROM f")
                        .getFirst())
                .containsExactly(40_000L, 799_980_000L, 40_000L);
    }

    /** The files were written by pyarrow: five columns of 10,000 rows, one a dictionary. */
    @ParameterizedTest
    @ValueSource(strings = {"lz4.feather", "zstd.feather"})
    void readsCompressedFilesOfAnotherProgram(String name) throws Exception {
        Path file = Path.of(getClass().getResource(name).toURI());

        assertThat(ArrowFile.schema(file)).hasToString("(i long, kind string, text string, u short, t timestamp)");
        session.materialize("f", ArrowFile.source(List.of(file)));
        assertThat(rows("SELECT count(*), sum(i)::bigint, count(*) FILTER (kind = 'b'), count(text), max(text), min(u),"
                                + " max(t) FROM f")
                        .getFirst())
                .containsExactly(
                        10_000L, 45_000L, 3_333L, 8_750L, "row 3", (short) 255, Instant.parse("1970-01-01T00:00:00Z"));
    }

    @Test
    void namesACompressedFileThatIsTorn() throws Exception {
        byte[] whole = getClass().getResourceAsStream("lz4.feather").readAllBytes();
        byte[] broken = whole.clone();
        for (int i = 2000; i < 8000; i++) {
            broken[i] ^= 0x55;
        }
        Path file = Files.write(folder.resolve("broken.feather"), broken);

        assertThatThrownBy(() -> session.materialize("f", ArrowFile.source(List.of(file))))
                .hasMessageContaining("Cannot read " + file + ": it is not Arrow IPC data (");
    }

    @Test
    void readsStreams() throws Exception {
        Path file = writeStream("s.arrows", numbers(3));

        assertThat(ArrowFile.schema(file)).hasToString("(i long not null, s array<string>)");
        session.register("s", ArrowFile.source(List.of(file)));
        assertThat(rows("SELECT i, s FROM s"))
                .containsExactly(new Object[] {0L, List.of("v0")}, new Object[] {1L, List.of("v1")}, new Object[] {
                    2L, List.of("v2")
                });
    }

    @Test
    void readsOneFileAfterTheOther() throws Exception {
        List<Path> files = List.of(
                write("a.arrow", numbers(20_000)), write("b.arrow", numbers(0)), writeStream("c.arrows", numbers(10)));

        session.materialize("all", ArrowFile.source(files));

        assertThat(value("SELECT count(*) FROM \"all\"")).isEqualTo(20_010L);
    }

    @Test
    void readsDictionariesThatDifferFromFileToFile() throws Exception {
        List<Path> files = List.of(category("a.arrow", "x", "y", "x"), category("b.arrow", "z", "z"));

        assertThat(ArrowFile.schema(files.getFirst())).hasToString("(c string)");
        session.materialize("c", ArrowFile.source(files));

        assertThat(rows("SELECT c::varchar FROM c").stream().map(row -> row[0]))
                .containsExactly("x", "y", "x", "z", "z");
    }

    private Path category(String name, String... values) throws Exception {
        Path file = folder.resolve(name);
        try (var allocator = Allocators.root().newChildAllocator("test", 0, Long.MAX_VALUE);
                VarCharVector plain = new VarCharVector("c", allocator);
                VarCharVector distinct = new VarCharVector("dictionary", allocator)) {
            List<String> entries =
                    new ArrayList<>(List.of(values)).stream().distinct().toList();
            for (int i = 0; i < values.length; i++) {
                plain.setSafe(i, values[i].getBytes());
            }
            plain.setValueCount(values.length);
            for (int i = 0; i < entries.size(); i++) {
                distinct.setSafe(i, entries.get(i).getBytes());
            }
            distinct.setValueCount(entries.size());
            Dictionary dictionary = new Dictionary(distinct, new DictionaryEncoding(1, false, null));
            try (FieldVector encoded = (FieldVector) DictionaryEncoder.encode(plain, dictionary);
                    VectorSchemaRoot root = new VectorSchemaRoot(List.of(encoded.getField()), List.of(encoded));
                    FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    ArrowWriter writer = new ArrowFileWriter(root, new MapDictionaryProvider(dictionary), out)) {
                root.setRowCount(values.length);
                writer.start();
                writer.writeBatch();
                writer.end();
            }
        }
        return file;
    }

    @Test
    void namesAFileOfOtherColumns() throws Exception {
        Path a = write("a.arrow", numbers(1));
        Path b = writeStream(
                "b.arrows", ArrowBuilder.rows(1).doubles("d", i -> 0).build());

        assertThatThrownBy(() -> session.materialize("t", ArrowFile.source(List.of(a, b))))
                .hasMessageContaining("Cannot read " + b + " after " + a
                        + ": their columns differ: (d double not null) and (i long not null, s array<string>)");
    }

    @Test
    void namesAFileThatIsNotArrow() throws Exception {
        Path text = Files.writeString(folder.resolve("t.arrow"), "a,b\n1,2\n");
        Path torn = folder.resolve("torn.arrow");
        byte[] whole = Files.readAllBytes(write("whole.arrow", numbers(100)));
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));

        for (Path file : List.of(text, torn)) {
            assertThatThrownBy(() -> ArrowFile.source(List.of(file)))
                    .hasMessageStartingWith("Cannot read " + file + ": it is not Arrow IPC data");
        }
        assertThatThrownBy(() -> ArrowFile.schema(folder.resolve("none.arrow")))
                .hasMessage("Cannot read " + folder.resolve("none.arrow") + ": there is no such file");
    }

    @Test
    void readsTypesThatOtherProgramsWrite() throws Exception {
        Path file = writeStream(
                "wide.arrows",
                ArrowSource.ofRows(
                        Schema.of(Column.of("d", DataType.parse("decimal(10,2)"))),
                        List.<Object[]>of(new Object[] {new java.math.BigDecimal("1.50")})));

        session.register("w", ArrowFile.source(List.of(file)));

        assertThat(value("SELECT d FROM w")).isEqualTo(new java.math.BigDecimal("1.50"));
    }
}
