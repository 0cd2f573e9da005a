package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of any characters, in any place, read back as they were. */
class JsonAndCsvTest extends FormatEngine {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ALPHABET =
            "abcdefghijklmnopqrstuvwxyz    ,,\"\"''\\\n\r\t\u0000\u0001\u001f\u007fäöé漢字\u2028";

    @TempDir
    Path folder;

    private static Object[] texts(int count) {
        Random random = new Random(count);
        List<Object> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int k = 0; k < length; k++) {
                boolean plain = random.nextInt(3) > 0;
                text.append(plain ? 'x' : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            texts.add(
                    random.nextInt(20) == 0
                            ? null
                            : text.append(random.nextInt(9) == 0 ? "😀" : "").toString());
        }
        texts.add("long ".repeat(100_000) + '"');
        return texts.toArray();
    }

    @Test
    void jacksonReadsEveryText() throws Exception {
        Object[] texts = texts(5000);

        JsonNode rows = MAPPER.readTree(text(Format.JSON, column("string", texts)));

        assertThat(rows).hasSize(texts.length);
        for (int i = 0; i < texts.length; i++) {
            assertThat(rows.get(i).get("v").textValue()).isEqualTo(texts[i]);
        }
    }

    @Test
    void aLineIsARow() throws Exception {
        Object[] texts = texts(3000);

        List<String> lines = text(Format.NDJSON, column("array<string>", (Object) List.of(texts(7)[7], "a\nb")))
                .lines()
                .toList();

        assertThat(lines).hasSize(1);
        assertThat(text(Format.NDJSON, column("string", texts)).split("\n")).hasSize(texts.length);
    }

    @Test
    void theEngineReadsEveryTextOfACsv() throws Exception {
        Object[] texts = texts(5000);
        for (int i = 0; i < texts.length; i++) {
            // The engine's CSV reader takes neither of these: not the first in any file, not the second among line
            // feeds.
            texts[i] = texts[i] == null
                    ? null
                    : ((String) texts[i]).replace("\u0000", "").replace('\r', ' ');
        }
        session.materialize("t", column("string", texts));
        Path csv = Files.write(folder.resolve("t.csv"), bytes(Format.CSV, "SELECT rowid AS i, v FROM t ORDER BY i"));

        List<Object[]> rows = rows(
                "SELECT v FROM read_csv('" + csv + "', header = true, auto_detect = false, quote = '\"',"
                        + " escape = '\"', allow_quoted_nulls = false, columns = {'i': 'BIGINT', 'v': 'VARCHAR'}) ORDER BY i");

        assertThat(rows.stream().map(row -> row[0])).containsExactly(texts);
    }

    @Test
    void quotesNamesToo() throws Exception {
        String sql = "SELECT 1 AS \"a \"\"b\"\", c\", 2 AS \"tab\tname\"";

        assertThat(text(Format.CSV, sql)).isEqualTo("\"a \"\"b\"\", c\",tab\tname\n1,2\n");
        assertThat(text(Format.NDJSON, sql)).isEqualTo("{\"a \\\"b\\\", c\":1,\"tab\\tname\":2}\n");
    }
}
