package dev.neuralake.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTourTest {
    @TempDir
    Path folder;

    private static final class Book implements DemoTour.Page {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder lines = new StringBuilder();

        @Override
        public void chapter(String title) {
            text.append("# ").append(title).append('\n');
        }

        @Override
        public void say(String prose) {
            text.append(prose).append('\n');
        }

        @Override
        public void show(String shown) {
            text.append(shown).append('\n');
            lines.append(shown);
        }
    }

    private Catalog lake() {
        return Catalog.builder()
                .settings(Settings.of(Map.of("neuralake.lake", folder.toString())))
                .add(DemoCatalog.class)
                .build();
    }

    private Book tell() {
        Book book = new Book();
        try (Catalog lake = lake()) {
            DemoTour.tell(lake, book);
        }
        return book;
    }

    @Test
    void theFirstRunFillsTheLakeAndTheNextOnesGoOn() {
        Book first = tell();
        assertThat(first.text)
                .contains("They are filled now")
                .containsPattern("flights +20,000 rows +version 1 +by month")
                .containsPattern("transactions +15,000 rows +version 1")
                .containsPattern("transactions +version 2 +500 rows written")
                .containsPattern("now +15500 ")
                .containsPattern("before +15000 ");

        Book second = tell();
        assertThat(second.text)
                .contains("there already")
                .containsPattern("transactions +15,500 rows +version 2")
                .containsPattern("inventory +600 rows +version 2")
                .containsPattern("transactions +version 3 +500 rows written")
                .containsPattern("now +16000 ");
    }

    @Test
    void whatIsShownFitsEightyColumns() {
        assertThat(tell().lines.toString().lines()).allMatch(line -> line.length() <= 76);
    }

    @Test
    void everyTableOfTheDemoCanBeRead() {
        tell();
        try (Catalog lake = lake()) {
            assertThat(lake.tables()).hasSize(12).allSatisfy(table -> {
                try (DataFrame rows = lake.table(table.qualifiedName()).limit(5).collect()) {
                    assertThat(rows.rowCount()).as(table.toString()).isPositive();
                    assertThat(rows.schema().names()).isEqualTo(table.schema().names());
                }
            });
        }
    }

    @Test
    void anIdIsGivenOnceAndEverySaleHasItsUserAndPart() {
        tell();
        tell();
        try (Catalog lake = lake();
                DataFrame counts = lake.sql("SELECT count(*), count(DISTINCT transaction_id), min(amount) > 0,"
                                + " count(*) FILTER (part_id NOT IN (SELECT part_id FROM parts)),"
                                + " count(*) FILTER (user_id NOT IN (SELECT user_id FROM users)) FROM transactions")
                        .collect()) {
            assertThat(counts.row(0).values()).containsExactly(16_000L, 16_000L, true, 0L, 0L);
        }
    }
}
