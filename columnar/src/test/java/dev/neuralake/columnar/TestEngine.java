package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An engine and a session for each test, and the check that nothing of them is left. */
abstract class TestEngine {
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
        assertThat(engine.allocator().getAllocatedMemory()).isZero();
        engine.close();
    }

    List<Object[]> rows(String sql, Object... parameters) {
        List<Object[]> rows = new ArrayList<>();
        try (Result result = session.query(sql, java.util.Arrays.asList(parameters))) {
            result.rows().forEachRemaining(rows::add);
        }
        return rows;
    }

    Object value(String sql, Object... parameters) {
        return rows(sql, parameters).getFirst()[0];
    }
}
