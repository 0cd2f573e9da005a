package dev.neuralake.columnar.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTableTest extends FormatEngine {

    private static TableLayout width(int width) {
        return TableLayout.PLAIN.withWidth(width);
    }

    @Test
    void putsNumbersToTheRight() throws Exception {
        assertThat(
                        table(
                                width(80),
                                "SELECT * FROM (VALUES ('a', 1, 1.50::DECIMAL(9,2)), (NULL, 12345, NULL)) t(name, count, price)"))
                .isEqualTo("""
                        name  count  price
                        a         1   1.50
                        null  12345   null
                        2 rows
                        """);
    }

    @Test
    void measuresWideAndCombiningCharacters() throws Exception {
        assertThat(
                        table(
                                width(80),
                                "SELECT * FROM (VALUES ('東京', 1), ('e' || chr(769) || 'a', 22), ('👩‍🚀', 3), ('abc', 4)) t(s, n)"))
                .isEqualTo("""
                        s      n
                        東京   1
                        e\u0301a    22
                        👩‍🚀     3
                        abc    4
                        4 rows
                        """);
    }

    @Test
    void cutsLongTextsButNoNumbers() throws Exception {
        String table = table(
                width(50),
                "SELECT repeat('long ', 20) AS text, 1234567890123 AS n, TIMESTAMP '2026-01-31 12:00:00' AS t");

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(50));
        assertThat(table).contains("1234567890123", "2026-01-31T12:00:00");
    }

    @Test
    void leavesOutColumnsInTheMiddle() throws Exception {
        String columns =
                IntStream.range(0, 30).mapToObj(i -> i + " AS column_" + i).collect(Collectors.joining(", "));

        assertThat(table(width(60), "SELECT " + columns)).isEqualTo("""
                column_0  column_1  column_2  …  column_28  column_29
                       0         1         2  …         28         29
                1 row (5 of 30 columns)
                """);
    }

    @Test
    void showsTheFirstRowsAndCountsTheOthers() throws Exception {
        assertThat(table(width(60).withRows(2), "SELECT i FROM range(1000000) t(i)"))
                .isEqualTo("""
                i
                0
                1
                1,000,000 rows (2 shown)
                """);
    }

    @Test
    void escapesWhatWouldMoveTheCursor() throws Exception {
        assertThat(table(width(80), "SELECT chr(27) || '[2J' || chr(10) || 'x' || chr(8238) AS s"))
                .isEqualTo("""
                        s
                        \\u001b[2J\\nx\\u202e
                        1 row
                        """);
    }

    @Test
    void marksHeadingsAndNullsInColour() throws Exception {
        assertThat(table(width(80).withColours(true), "SELECT 'null' AS a, NULL::VARCHAR AS b"))
                .isEqualTo("\u001b[1ma\u001b[0m     \u001b[1mb\u001b[0m\n"
                        + "null  \u001b[2mnull\u001b[0m\n"
                        + "\u001b[2m1 row\u001b[0m\n");
    }

    @Test
    void fitsAnyWidth() throws Exception {
        String sql = "SELECT 'some text that is long' AS first_column, '東京東京東京東京' AS second, 'x' AS third, true AS b";
        for (int width = 1; width < 80; width++) {
            int most = width;
            assertThat(table(width(width), sql).lines().limit(2))
                    .allSatisfy(line -> assertThat(DisplayText.width(line)).isLessThanOrEqualTo(Math.max(most, 4)));
        }
    }

    @Test
    void cutsNothingWithoutAWidth() throws Exception {
        assertThat(table(width(Integer.MAX_VALUE), "SELECT repeat('x', 500) AS s"))
                .contains("x".repeat(500));
    }
}
