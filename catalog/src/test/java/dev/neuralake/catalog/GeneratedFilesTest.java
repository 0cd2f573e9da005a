package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the annotation processor leaves for the running catalog. */
class GeneratedFilesTest {
    private static final String SHOP = """
            package shop;

            import dev.neuralake.catalog.*;
            import java.math.BigDecimal;
            import java.time.*;
            import java.util.*;

            /** Who buys what. */
            @Database("shop")
            public final class Shop {
              /** State of an order. */
              public enum State { OPEN, PAID }

              /**
               * One order.
               *
               * @param amount what is owed, {@code >= 0}; a*b/c
               */
              public record Order(
                  /** The number, from 1. */
                  @Key long orderId,
                  BigDecimal amount,
                  State state,
                  /// When it came, *UTC*.
                  Instant createdAt,
                  Optional<List<String>> tags,
                  Map<String, Integer> counts,
                  byte[] raw) {}

              /** No row of a table: a thread makes no column. */
              record Worker(Thread thread) {}

              /**
               * All orders, <b>newest</b> last.
               *
               * @deprecated use {@link #PAID}
               */
              @Table
              @Deprecated
              static Rows<Order> orders() {
                return Rows.of();
              }

              /** Paid ones: größer als 0. */
              @Table
              static final DeltaTable<Order> PAID =
                  DeltaTable.of(Order.class);
            }
            """;

    @TempDir
    Path folder;

    @Test
    void indexDocumentationAndColumnsAreWritten() {
        Compilation compilation = new Compilation(folder);

        assertThat(compilation.compile("shop/Shop.java", SHOP)).isEmpty();
        assertThat(compilation.outputs())
                .contains(
                        "META-INF/neuralake/catalogs.txt",
                        "META-INF/neuralake/docs/shop.Shop$Order.properties",
                        "META-INF/neuralake/docs/shop.Shop.properties",
                        "shop/ShopColumns.java",
                        "shop/ShopColumns$Order.class")
                .doesNotContain("shop/ShopColumns$Worker.class");
        assertThat(compilation.output("META-INF/neuralake/catalogs.txt")).isEqualTo("shop.Shop\n");
    }

    @Test
    void documentationIsWhatTheCommentsSay() {
        Compilation compilation = new Compilation(folder);
        compilation.compile("shop/Shop.java", SHOP);

        assertThat(compilation.output("META-INF/neuralake/docs/shop.Shop.properties"))
                .isEqualTo("""
                class=Who buys what.
                field.PAID=Paid ones: größer als 0.
                field.PAID.line=46
                method.orders=All orders, **newest** last.
                method.orders.deprecated=use `PAID`
                method.orders.line=40
                source=Shop.java
                """);
        assertThat(compilation.output("META-INF/neuralake/docs/shop.Shop$Order.properties"))
                .isEqualTo("""
                class=One order.
                component.amount=what is owed, `>= 0`; a*b/c
                component.createdAt=When it came, *UTC*.
                component.orderId=The number, from 1.
                source=Shop.java
                """);
    }

    @Test
    void columnsHaveTheTypesOfTheirComponents() {
        Compilation compilation = new Compilation(folder);
        compilation.compile("shop/Shop.java", SHOP);

        assertThat(compilation.output("shop/ShopColumns.java")).isEqualTo("""
                package shop;

                /** The columns of the records of {@link Shop}, for typed expressions. Generated. */
                @javax.annotation.processing.Generated("dev.neuralake.processor.CatalogProcessor")
                public final class ShopColumns {
                    private ShopColumns() {}

                    /** The columns of {@code shop.Shop.Order}. */
                    public static final class Order {
                        private Order() {}

                        /** The number, from 1. */
                        public static final dev.neuralake.frame.NumberCol<java.lang.Long> ORDER_ID = dev.neuralake.frame.Col.number("order_id", java.lang.Long.class);

                        /** what is owed, `>= 0`; a*b/c */
                        public static final dev.neuralake.frame.NumberCol<java.math.BigDecimal> AMOUNT = dev.neuralake.frame.Col.number("amount", java.math.BigDecimal.class);

                        public static final dev.neuralake.frame.TextCol STATE = dev.neuralake.frame.Col.text("state");

                        /** When it came, *UTC*. */
                        public static final dev.neuralake.frame.Col<java.time.Instant> CREATED_AT = dev.neuralake.frame.Col.of("created_at", java.time.Instant.class);

                        public static final dev.neuralake.frame.Col<java.util.List<java.lang.String>> TAGS = dev.neuralake.frame.Col.list("tags", java.lang.String.class);

                        public static final dev.neuralake.frame.Col<Object> COUNTS = dev.neuralake.frame.Col.of("counts", Object.class);

                        public static final dev.neuralake.frame.Col<byte[]> RAW = dev.neuralake.frame.Col.of("raw", byte[].class);
                    }
                }
                """);
    }

    @Test
    void topLevelRecordHasItsColumnsDirectly() {
        Compilation compilation = new Compilation(folder);

        assertThat(
                        compilation.compile(
                                "Payment.java",
                                "import dev.neuralake.catalog.Key; record Payment(@Key int id) { static Object c = PaymentColumns.ID; }"))
                .isEmpty();
        assertThat(compilation.output("PaymentColumns.java")).contains("\nfinal class PaymentColumns {", "ID = ");
    }

    @Test
    void compilingOneFileAgainKeepsTheOthersInTheIndex() {
        Compilation compilation = new Compilation(folder);
        compilation.compile("shop/Shop.java", SHOP);
        compilation.compile("Bank.java", "import dev.neuralake.catalog.Database; @Database class Bank {}");
        compilation.compile("shop/Shop.java", SHOP);

        assertThat(compilation.output("META-INF/neuralake/catalogs.txt")).isEqualTo("Bank\nshop.Shop\n");

        compilation.compile("Bank.java", "class Bank {}");
        compilation.compile("shop/Shop.java", SHOP);
        assertThat(compilation.output("META-INF/neuralake/catalogs.txt")).isEqualTo("shop.Shop\n");
    }

    @Test
    void classOfTheGeneratedNameIsReported() {
        assertThat(new Compilation(folder).compile("Taken.java", """
                import dev.neuralake.catalog.Key;
                record Taken(@Key int id) {}
                class TakenColumns {}
                """))
                .anySatisfy(message -> assertThat(message)
                        .startsWith("2:1: Cannot generate class TakenColumns:")
                        .endsWith("(rename that class)"));
    }
}
