package dev.neuralake.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.query.failure.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every query on {@code docs/reference/sql.md} answers with the rows, or the refusal, that stand below it. */
final class SqlPageTest {
    private static final Path PAGE = Path.of(System.getProperty("neuralake.root", ".."), "docs", "reference", "sql.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```sql\\n(.*?)^```\\n```text\\n(.*?)^```");

    @Test
    void queriesAnswerAsThePageSays(@TempDir Path folder) throws IOException {
        String page = Files.readString(PAGE);
        try (Catalog lake = Shop.open(folder)) {
            String actual = EXAMPLE.matcher(page)
                    .replaceAll(example -> Matcher.quoteReplacement("```sql\n" + example.group(1) + "```\n```text\n"
                            + answer(lake, example.group(1)) + "\n```"));
            assertThat(actual).isEqualTo(page);
        }
    }

    private static String answer(Catalog lake, String sql) {
        try (DataFrame frame = lake.sql(sql).collect()) {
            return frame.toString().stripTrailing();
        } catch (QueryException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
