package dev.neuralake.delta;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Session;
import dev.neuralake.storage.LocalStore;
import dev.neuralake.types.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** An engine for all tests of a class, and a folder of tables for each. */
abstract class DeltaFixture {
    static Engine engine;

    @TempDir
    Path folder;

    @BeforeAll
    static void startEngine() {
        engine = Engine.open(EngineSettings.defaults().withThreads(2));
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    DeltaLog open(String name) {
        return DeltaLog.open(new LocalStore(folder.resolve(name)), engine, name, folder.resolve("scratch"));
    }

    static ArrowSource rows(Schema schema, Object[]... rows) {
        return ArrowSource.ofRows(schema, Arrays.asList(rows));
    }

    static Object[] row(Object... values) {
        return values;
    }

    /** The rows of a snapshot in the order of the given SQL expression, values of a row as a list. */
    static List<List<Object>> read(Snapshot snapshot, String orderBy) {
        return query("SELECT * FROM (" + snapshot.scanSql() + ") ORDER BY " + orderBy);
    }

    static List<List<Object>> query(String sql) {
        List<List<Object>> read = new ArrayList<>();
        try (Session session = engine.session();
                var result = session.query(sql);
                var rows = result.rows()) {
            while (rows.hasNext()) {
                read.add(
                        Arrays.stream(rows.next()).map(DeltaFixture::comparable).toList());
            }
        }
        return read;
    }

    /** Structs and binaries as lists, for arrays are not equal to each other; null as a text, for lists hold none. */
    private static Object comparable(Object value) {
        return switch (value) {
            case null -> "null";
            case Object[] struct ->
                Arrays.stream(struct).map(DeltaFixture::comparable).toList();
            case byte[] bytes -> java.util.HexFormat.of().formatHex(bytes);
            case List<?> list -> list.stream().map(DeltaFixture::comparable).toList();
            default -> value;
        };
    }
}
