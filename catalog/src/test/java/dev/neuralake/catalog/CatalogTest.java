package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    @TempDir
    static Path folder;

    private Catalog lake;

    @BeforeEach
    void open() {
        lake = builder().add(Shop.class).build();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private static CatalogBuilder builder() {
        return Catalog.builder().settings(Settings.of(Map.of("neuralake.lake", folder.toString())));
    }

    @Test
    void tablesStandInTheOrderOfTheSource() {
        assertThat(lake.tables())
                .extracting(CatalogTable::toString)
                .containsExactly(
                        "shop.users (function)",
                        "shop.payments (delta)",
                        "shop.revenue (view)",
                        "shop.ticks (function)",
                        "shop.counts (function)",
                        "shop.everybody (view)",
                        "shop.failing (function)",
                        "shop.failing_later (function)",
                        "shop.missing (function)",
                        "shop.wrong (view)");
        assertThat(lake.databases()).singleElement().satisfies(database -> {
            assertThat(database.name()).isEqualTo("shop");
            assertThat(database.description()).isEqualTo("Who buys what.");
        });
    }

    @Test
    void metadataComesFromAnnotationsAndComments() {
        CatalogTable users = lake.entry("users");

        assertThat(users.description()).isEqualTo("Users of the shop, straight from the account service.");
        assertThat(users.owner()).isEqualTo("accounts");
        assertThat(users.tags()).containsExactly("users", "core");
        assertThat(users.deprecation()).isEmpty();
        assertThat(users.keyColumns()).containsExactly("user_id");
        assertThat(users.piiColumns()).containsExactly("email");
        assertThat(users.schema().column("country").comment()).isEqualTo("where the user lives, as ISO 3166 has it");
        assertThat(users.schema())
                .hasToString("(user_id long not null, email string not null, country string not null, created_at"
                        + " timestamp not null)");
        Origin origin = users.origin().orElseThrow();
        assertThat(origin.className()).isEqualTo("dev.neuralake.catalog.Shop");
        assertThat(origin.member()).isEqualTo("users()");
        assertThat(origin.sourceFile()).isEqualTo("Shop.java");
        assertThat(origin.line()).isPositive();
        assertThat(lake.entry("ticks").deprecation()).contains("use `waves`");
        assertThat(lake.entry("counts").deprecation()).contains("count the users");
    }

    @Test
    void functionsAreCalledForEachReading() {
        assertThat(Reading.rows(lake, "users"))
                .containsExactly("[1, a@b.ch, CH, 2026-01-31T12:00:00Z]", "[2, c@d.de, DE, 2026-01-31T12:00:00Z]");
        assertThat(Reading.rows(lake, "ticks")).containsExactly("[0]", "[10]", "[20]");
        assertThat(Reading.rows(lake, "counts")).containsExactly("[10]");
        assertThat(Reading.rows(lake, "counts")).containsExactly("[10]");
    }

    @Test
    void storedTableThatIsNotThereYetHasItsColumnsAndNoRows() {
        assertThat(lake.entry("payments").schema().names()).containsExactly("user_id", "day", "amount");
        assertThat(lake.entry("payments").partitionColumns()).containsExactly("day");
        assertThat(Reading.rows(lake, "payments")).isEmpty();
        assertThat(lake.entry("payments").created()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void viewsKnowTheirColumns() {
        assertThat(lake.entry("revenue").schema().names()).containsExactly("country", "day", "revenue");
        assertThat(lake.entry("everybody").schema().names()).startsWith("user_id", "email");
        assertThat(lake.entry("revenue").relation()).isInstanceOf(Relation.Derived.class);
    }

    @Test
    void failuresOfUserCodeNameTableAndMethod() {
        assertThatThrownBy(() -> lake.entry("failing").relation())
                .isInstanceOf(TableException.class)
                .hasMessage(
                        "Cannot read table shop.failing: Shop.failing() failed: java.io.IOException: account service is"
                                + " down");
        assertThatThrownBy(() -> lake.entry("missing").relation())
                .hasMessage("Cannot read table shop.missing: Shop.missing() returned null");
        assertThatThrownBy(() -> Reading.rows(lake, "failing_later"))
                .hasMessage(
                        "Cannot read table shop.failing_later: Shop.failingLater() failed: java.lang.IllegalStateException:"
                                + " connection reset");
        assertThatThrownBy(() -> lake.entry("wrong").schema())
                .hasMessage(
                        "Cannot read table shop.wrong: Shop.wrong(): Cannot find column 'emial': did you mean email?");
    }

    @Test
    void tableThatCannotBeReadKeepsNoOtherFromBeingServed() {
        assertThat(lake.entry("wrong").problem()).isPresent();
        assertThat(lake.entry("users").problem()).isEmpty();
        assertThat(Reading.rows(lake, "users")).hasSize(2);
    }

    @Test
    void namesAreFoundQualifiedOrNotAndInAnyCase() {
        assertThat(lake.entry("shop.users")).isSameAs(lake.entry("users"));
        assertThat(lake.entry("SHOP.Users")).isSameAs(lake.entry("USERS"));
        assertThat(lake.find("bank.users")).isEmpty();
    }

    @Test
    void unknownNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> lake.table("usrs"))
                .isInstanceOf(UnknownTableException.class)
                .hasMessage("Cannot find table 'usrs': did you mean users?");
        assertThatThrownBy(() -> lake.table("shop.usrs"))
                .hasMessage("Cannot find table 'shop.usrs': did you mean shop.users?");
    }

    @Test
    void nameInSeveralDatabasesMustBeQualified() {
        try (Catalog both = builder()
                .add(Shop.class)
                .register("bank.users", View.sql("select * from shop.users"), TableMetadata.of("Clients."))
                .build()) {
            assertThatThrownBy(() -> both.table("users"))
                    .isInstanceOf(UnknownTableException.class)
                    .hasMessage(
                            "Cannot tell which table 'users' is meant: there are shop.users and bank.users (write one of"
                                    + " these)");
            assertThat(both.entry("bank.users").description()).isEqualTo("Clients.");
            assertThat(both.databases()).extracting(CatalogDatabase::name).containsExactly("bank", "shop");
        }
    }

    @Test
    void twoTablesOfOneNameAreRefused() {
        assertThatThrownBy(() -> builder()
                        .add(Shop.class)
                        .register("Shop.Users", View.sql("select 1"))
                        .build())
                .hasMessage(
                        "Cannot add table 'Shop.Users': there is 'shop.users' already by Shop.users() (rename one)");
    }

    @Test
    void registeredMetadataDescribesColumnsToo() {
        TableMetadata metadata = TableMetadata.of("Ticks.")
                .withOwner("time")
                .withTags("clock")
                .withDeprecation("gone soon")
                .withColumn("TICK", "in ms");
        try (Catalog one = builder()
                .register("ticks", FunctionTable.arrow(Shop::ticks), metadata)
                .build()) {
            CatalogTable ticks = one.entry("main.ticks");
            assertThat(ticks.schema().column("tick").comment()).isEqualTo("in ms");
            assertThat(ticks.deprecation()).contains("gone soon");
            assertThat(ticks.origin()).isEmpty();
        }
    }

    @Test
    void viewsThatReadThemselvesShowTheCircle() {
        try (Catalog round = builder()
                .register("a", View.of(lake -> lake.table("b")))
                .register("b", View.sql("select * from c"))
                .register("c", View.of(lake -> lake.table("a").limit(1)))
                .build()) {
            assertThatThrownBy(() -> round.entry("b").schema())
                    .hasMessage("Cannot read table main.b: the view reads itself (main.b → main.c → main.a → main.b)");
        }
    }

    @Test
    void namesWithQuotesAndOtherLettersStandDotsAndControlSignsDoNot() {
        for (String name : List.of("größe", "用户", "it's", "a \"b\"", "drop table x; --")) {
            try (Catalog one =
                    builder().register(name, FunctionTable.arrow(Shop::ticks)).build()) {
                assertThat(one.entry(name).name()).isEqualTo(name);
                assertThat(one.entry("main." + name).qualifiedName()).isEqualTo("main." + name);
            }
        }
        for (String name : List.of("", " ", "a.b.c", "a\nb", "x".repeat(129))) {
            assertThatThrownBy(() -> builder().register(name, View.sql("select 1")))
                    .isInstanceOf(NeuralakeException.class)
                    .hasMessageStartingWith("Cannot name a table '");
        }
    }

    @Test
    void onlyStoredTablesAreWritten() {
        assertThatThrownBy(() -> lake.delta("users"))
                .hasMessage(
                        "Cannot write table shop.users: it is a function table, and only Delta tables are stored (declare it"
                                + " as a DeltaTable)");
    }

    @Test
    void classWithoutAnnotationIsNoDatabase() {
        assertThatThrownBy(() -> builder().add(String.class))
                .hasMessage(
                        "Cannot make a catalog of java.lang.String: it is no database (annotate it with @Database)");
    }

    @Test
    void closedCatalogSaysSo() {
        lake.close();
        lake.close();

        assertThatThrownBy(() -> lake.table("users")).hasMessage("Cannot use the catalog: it is closed");
    }

    @Test
    void classesOfTheTestsAreDiscovered() {
        try (Catalog discovered = Catalog.discover(CatalogTest.class.getClassLoader())) {
            assertThat(discovered.find("shop.users")).isPresent();
        }
        assertThatThrownBy(() -> Catalog.discover(ClassLoader.getPlatformClassLoader()))
                .hasMessageStartingWith("Cannot discover a catalog: no database is listed on the class path");
    }
}
