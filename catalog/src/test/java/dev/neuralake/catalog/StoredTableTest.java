package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Shop.Payment;
import dev.neuralake.delta.CommitEntry;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTableTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-02-02");

    @TempDir
    Path folder;

    private Catalog lake;

    @BeforeEach
    void open() {
        lake = builder().add(Shop.class).build();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private CatalogBuilder builder() {
        return Catalog.builder().settings(Settings.of(Map.of("neuralake.lake", folder.toString())));
    }

    private static Payment payment(long user, String amount) {
        return new Payment(user, MONDAY, new BigDecimal(amount));
    }

    @Test
    void firstAppendCreatesTheTableAsDeclared() {
        StoredTable payments = lake.delta("payments");
        assertThat(payments.exists()).isFalse();
        assertThat(payments.history()).isEmpty();

        payments.append(payment(1, "9.90"), payment(2, "5"));

        assertThat(folder.resolve("shop/payments/_delta_log")).isDirectory();
        assertThat(payments.snapshot().partitionColumns()).containsExactly("day");
        assertThat(payments.snapshot().properties()).containsEntry("delta.constraints.check_1", "amount > 0");
        assertThat(payments.snapshot().metadata().description()).isEqualTo("Card payments, appended in real time.");
        assertThat(Reading.rows(lake, "payments"))
                .containsExactlyInAnyOrder(
                        "[1, 2026-02-02, 9.900000000000000000]", "[2, 2026-02-02, 5.000000000000000000]");
        assertThat(payments.history()).extracting(CommitEntry::version).containsExactly(1L, 0L);
    }

    @Test
    void rowThatBreaksACheckIsRefusedAndNothingIsWritten() {
        StoredTable payments = lake.delta("payments");
        payments.append(payment(1, "1"));

        assertThatThrownBy(() -> payments.append(payment(1, "2"), payment(2, "-1")))
                .isInstanceOf(NeuralakeException.class)
                .hasMessageContaining("shop.payments")
                .hasMessageContaining("check_1");
        assertThat(Reading.rows(lake, "payments")).hasSize(1);
    }

    @Test
    void overwriteReplacesAllRows() {
        StoredTable payments = lake.delta("payments");
        payments.append(payment(1, "1"));
        payments.overwrite(List.of(payment(2, "2")));

        assertThat(Reading.rows(lake, "payments")).containsExactly("[2, 2026-02-02, 2.000000000000000000]");
        assertThat(payments.log().snapshot(1).numFiles()).isEqualTo(1);
    }

    @Test
    void recordOfAnotherClassIsRefused() {
        assertThatThrownBy(() -> lake.delta("payments").append(new Shop.User(1, "a", "b", Instant.EPOCH)))
                .isInstanceOf(NeuralakeException.class)
                .hasMessageContaining("Cannot write a User to table shop.payments: its rows are Payment records");
    }

    @Test
    void timesAreThoseOfTheLog() {
        lake.delta("payments").append(payment(1, "1"));
        CatalogTable payments = lake.entry("payments");

        assertThat(payments.created().orElseThrow())
                .isBeforeOrEqualTo(payments.changed().orElseThrow())
                .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void tableCanLieElsewhereAndHaveASchemaOfItsOwn() {
        Schema schema = Schema.of(Payment.class);
        try (Catalog other = builder()
                .register("a", DeltaTable.of(schema).at("deep/er"))
                .register("größe \"x\"/", DeltaTable.of(Payment.class))
                .build()) {
            other.delta("a").append(payment(1, "1"));
            other.delta("größe \"x\"/").append(payment(2, "1"));

            assertThat(folder.resolve("deep/er/_delta_log")).isDirectory();
            assertThat(folder.resolve("main/größe %22x%22%2F/_delta_log")).isDirectory();
            assertThat(Reading.rows(other, "a")).hasSize(1);
            assertThatThrownBy(() -> other.delta("a").append(List.of()))
                    .hasMessageStartingWith("Cannot write table main.a: there are no rows, so there are no columns");
        }
    }

    @Test
    void folderOfSomebodyElseIsReadByItsLog() throws IOException {
        lake.delta("payments").append(payment(1, "1"));
        Files.createDirectories(folder.resolve("empty"));
        try (Catalog other = builder()
                .add(AdHoc.of("p", folder.resolve("shop/payments").toString()))
                .register("nothing", DeltaTable.existing(folder.resolve("empty").toString()))
                .build()) {
            assertThat(other.entry("p").kind()).isEqualTo(TableKind.DELTA);
            assertThat(other.entry("p").schema().names()).containsExactly("user_id", "day", "amount");
            assertThat(Reading.rows(other, "p")).hasSize(1);
            assertThat(other.entry("nothing").problem().orElseThrow())
                    .hasMessage("Cannot read table main.nothing: Cannot open Delta table " + folder.resolve("empty")
                            + ": there is no _delta_log in it");
        }
    }

    @Test
    void partitionColumnThatIsNotThereIsRefusedWhenTheTableIsRead() {
        try (Catalog other = builder()
                .register("p", DeltaTable.of(Payment.class).partitionedBy("dya"))
                .build()) {
            assertThat(other.entry("p").problem().orElseThrow())
                    .hasMessage("Cannot read table main.p: Cannot partition by column 'dya': did you mean day?");
        }
    }
}
