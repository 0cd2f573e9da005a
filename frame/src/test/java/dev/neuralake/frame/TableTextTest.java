package dev.neuralake.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Schema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTextTest {
    private static final Schema SCHEMA =
            new Schema(List.of(Column.of("id", Primitive.LONG), Column.of("text", Primitive.STRING)));

    private static String table(int width, Object... values) {
        return TableText.of(SCHEMA, List.of(new Row(SCHEMA, values)), width);
    }

    @Test
    void alignsNumbersToTheRight() {
        assertThat(table(80, 1234L, "x")).isEqualTo("  id  text\n1234  x\n");
        assertThat(TableText.of(SCHEMA, List.of(), 80)).isEqualTo("id  text\n");
    }

    @Test
    void cutsTheWidestColumnToTheTerminal() {
        assertThat(table(20, 1234L, "a".repeat(40))).isEqualTo("  id  text\n1234  aaaaaaaaaaaaa…\n");
        assertThat(table(1, 1234L, "a".repeat(40))).isEqualTo("  id  text\n1234  aaa…\n");
    }

    @Test
    void keepsARowOnOneLine() {
        assertThat(table(80, null, "a\nb\tc\u001b[31m")).isEqualTo("  id  text\nnull  a↵b c [31m\n");
    }

    @Test
    void writesNestedValues() {
        assertThat(table(80, 1L, List.of(Map.of("k", new Object[] {1, new byte[] {10, -1}}))))
                .endsWith("[{k: {1, 0aff}}]\n");
    }
}
