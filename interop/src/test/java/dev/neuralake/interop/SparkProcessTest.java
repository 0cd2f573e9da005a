package dev.neuralake.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SparkProcessTest {
    private final SparkProcess spark = SparkProcess.spark();

    @Test
    void rowsKeepTheirMicrosecondsAndNulls(@TempDir Path folder) {
        String table = "delta.`" + folder.resolve("t") + "`";
        spark.sql("create table " + table + " (id bigint, at timestamp) using delta");
        spark.sql("insert into " + table + " values (1, timestamp'2026-01-01 00:00:00.123456'), (2, null)");

        assertThat(spark.sql("select * from " + table + " order by id"))
                .map(Object::toString)
                .containsExactly("{\"id\":1,\"at\":\"2026-01-01T00:00:00.123456Z\"}", "{\"id\":2,\"at\":null}");
    }

    @Test
    void failuresAreSparksOwn() {
        assertThatThrownBy(() -> spark.sql("selec")).hasMessageContaining("PARSE_SYNTAX_ERROR");
    }
}
