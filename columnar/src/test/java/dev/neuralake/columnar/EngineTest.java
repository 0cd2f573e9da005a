package dev.neuralake.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBResultSet;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void exportsArrow() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select 42 as answer").unwrap(DuckDBResultSet.class);
                var allocator = new RootAllocator();
                var reader = (ArrowReader) rows.arrowExportStream(allocator, 1024)) {
            assertThat(reader.loadNextBatch()).isTrue();
            assertThat(reader.getVectorSchemaRoot().getRowCount()).isEqualTo(1);
        }
    }
}
