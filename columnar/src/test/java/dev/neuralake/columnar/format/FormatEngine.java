package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.columnar.ArrowSource;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineSettings;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine to make rows, and to read what was written of them. */
abstract class FormatEngine {
    Engine engine;
    Session session;

    @BeforeEach
    void open() {
        engine = Engine.open(EngineSettings.defaults().withThreads(2));
        session = engine.session();
    }

    @AfterEach
    void close() {
        session.close();
        assertThat(engine.openSessions()).isZero();
        engine.close();
    }

    byte[] bytes(Format format, String sql) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Result result = session.query(sql)) {
            format.write(result, out);
        }
        return out.toByteArray();
    }

    String text(Format format, String sql) throws IOException {
        return new String(bytes(format, sql), StandardCharsets.UTF_8);
    }

    String table(TableLayout layout, String sql) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Result result = session.query(sql)) {
            Format.TABLE.write(result, out, layout);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Values of one column that is made in Java. */
    static ArrowSource column(String type, Object... values) {
        return ArrowSource.ofRows(
                Schema.of(Column.of("v", DataType.parse(type))),
                Arrays.stream(values).map(value -> new Object[] {value}).toList());
    }

    static String text(Format format, ArrowSource source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(source, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    List<Object[]> rows(String sql) {
        List<Object[]> rows = new ArrayList<>();
        try (Result result = session.query(sql)) {
            result.rows().forEachRemaining(rows::add);
        }
        return rows;
    }
}
