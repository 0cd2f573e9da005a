package dev.neuralake.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the annotation processor refuses, where, and in which words. */
class CompileErrorsTest {
    private static final String START = """
            package shop;
            import dev.neuralake.catalog.*;
            import dev.neuralake.frame.LazyFrame;
            import java.util.*;
            @Database
            public final class Shop {
              public record User(@Key long userId, String email) {}
            """;

    @TempDir
    Path folder;

    private java.util.List<String> errors(String members) {
        return new Compilation(folder).compile("shop/Shop.java", START + members + "}\n");
    }

    @Test
    void whatIsRightCompiles() {
        assertThat(errors("""
                  /** Users. */
                  @Table(owner = "a") static Rows<User> users() { return Rows.of(); }
                  /** The same again. */
                  @Table private static LazyFrame again(Catalog lake) {
                    return lake.table("users").filter(ShopColumns.User.USER_ID.gt(1L));
                  }
                """)).isEmpty();
    }

    @Test
    void twoTablesOfOneName() {
        assertThat(errors("""
                  /** Users. */
                  @Table static Rows<User> users() { return Rows.of(); }
                  /** More users. */
                  @Table static final Rows<User> USERS = Rows.of();
                """))
                .containsExactly(
                        "11:34: Cannot declare table 'users' twice in database 'shop': Shop.users() declares it already"
                                + " (rename one, or give it another name with @Table(name = …))");
    }

    @Test
    void tableWithoutDescription() {
        assertThat(errors("""
                  @Table static Rows<User> users() { return Rows.of(); }
                  /** @return rows */
                  @Table static final Rows<User> OTHERS = Rows.of();
                """))
                .containsExactly(
                        "8:28: Cannot publish table 'users': it has no description (write a Javadoc comment for method users())",
                        "10:34: Cannot publish table 'others': it has no description (write a Javadoc comment for field OTHERS)");
    }

    @Test
    void componentThatMakesNoColumn() {
        assertThat(errors("""
                  public record Event(long id, java.net.Socket socket, List<Thread> threads) {}
                  /** Events. */
                  @Table static Rows<Event> events() { return Rows.of(); }
                """))
                .containsExactly(
                        "8:48: Cannot make a column of Event.socket: java.net.Socket is not a column type (use a primitive,"
                                + " String, BigDecimal, byte[], LocalDate, Instant, LocalDateTime, UUID, an enum, a record, List,"
                                + " Map or Optional)",
                        "8:69: Cannot make a column of Event.threads: java.util.List<java.lang.Thread> is not a column type (use a"
                                + " primitive, String, BigDecimal, byte[], LocalDate, Instant, LocalDateTime, UUID, an enum,"
                                + " a record, List, Map or Optional)");
    }

    @Test
    void componentOfNestedRecordThatMakesNoColumn() {
        assertThat(errors("""
                  public record Address(Object place) {}
                  public record Order(List<Address> addresses) {}
                  /** Orders. */
                  @Table static Rows<Order> orders() { return Rows.of(); }
                """))
                .singleElement()
                .asString()
                .startsWith("8:32: Cannot make a column of Address.place: java.lang.Object is not a column type");
    }

    @Test
    void recordThatContainsItself() {
        assertThat(errors("""
                  public record Node(long id, List<Node> children) {}
                  /** Nodes. */
                  @Table static Rows<Node> nodes() { return Rows.of(); }
                """))
                .containsExactly(
                        "8:42: Cannot make a column of Node.children: record Node contains itself, and a column cannot be"
                                + " endless");
    }

    @Test
    void componentsOfOneColumnName() {
        assertThat(errors("""
                  public record Twice(long userId, long user_id) {}
                  /** Twice. */
                  @Table static Rows<Twice> twice() { return Rows.of(); }
                """))
                .containsExactly(
                        "8:41: Cannot make a column of Twice.user_id: component userId makes column user_id already"
                                + " (rename one)");
    }

    @Test
    void recordOfAnotherFileIsReportedThereOrElseAtTheTable() {
        Compilation compilation = new Compilation(folder);
        compilation.compile("shop/Bad.java", "package shop; public record Bad(Thread thread) {}");

        assertThat(compilation.compile("shop/Shop.java", START + """
                  /** Bad. */
                  @Table static Rows<Bad> bad() { return Rows.of(); }
                }
                """))
                .singleElement()
                .asString()
                .startsWith("9:27: Cannot make a column of Bad.thread: java.lang.Thread is not a column type");
    }

    @Test
    void partitionColumnThatTheRecordDoesNotHave() {
        assertThat(errors("""
                  /** Users. */
                  @Table static final DeltaTable<User> USERS =
                      DeltaTable.of(User.class).partitionedBy("user_id", "emial").check("user_id > 0");
                """))
                .containsExactly(
                        "10:58: Cannot partition table 'users' by 'emial': record User has no such column; did you mean"
                                + " email?");
    }

    @Test
    void partitionColumnThatCannotBeAFolder() {
        assertThat(errors("""
                  public record Row(List<String> tags) {}
                  /** Rows. */
                  @Table static DeltaTable<Row> rows() { return DeltaTable.of(Row.class).partitionedBy("tags"); }
                """))
                .containsExactly(
                        "10:88: Cannot partition table 'rows' by 'tags': its type cannot be a folder's name (use a"
                                + " boolean, number, string, date or timestamp)");
    }

    @Test
    void keyColumnThatTheRecordDoesNotHave() {
        assertThat(errors("""
                  /** Users. */
                  @Table static final DeltaTable<User> USERS = DeltaTable.of(User.class).key("id");
                """))
                .containsExactly(
                        "9:78: Cannot use 'id' as key of table 'users': record User has no such column; the columns are"
                                + " user_id, email");
    }

    @Test
    void tableThatIsNotStatic() {
        assertThat(errors("""
                  /** Users. */
                  @Table Rows<User> users() { return Rows.of(); }
                """)).containsExactly("9:21: Cannot declare table 'users': method users() is not static");
    }

    @Test
    void tableOfNoKind() {
        assertThat(errors("""
                  /** Users. */
                  @Table static List<User> users() { return List.of(); }
                  /** Nothing. */
                  @Table static void nothing() {}
                  /** View. */
                  @Table static final LazyFrame VIEW = null;
                """))
                .containsExactly(
                        "9:28: Cannot make a table of method users(): List<User> is no kind of table (use Rows, ArrowSource,"
                                + " LazyFrame, ParquetTable, CsvTable, NdjsonTable, ArrowTable, DeltaTable or View)",
                        "11:22: Cannot make a table of method nothing(): void is no kind of table (use Rows, ArrowSource,"
                                + " LazyFrame, ParquetTable, CsvTable, NdjsonTable, ArrowTable, DeltaTable or View)",
                        "13:33: Cannot make a view of field VIEW: the tables it reads are not there yet (use a method that takes"
                                + " the Catalog)");
    }

    @Test
    void rowsThatNameNoRecord() {
        assertThat(errors("""
                  /** Users. */
                  @Table static Rows<?> users() { return Rows.of(); }
                """))
                .containsExactly(
                        "9:25: Cannot tell the columns of table 'users': Rows<?> does not name a record (declare one, as in"
                                + " Rows<User>)");
    }

    @Test
    void methodThatTakesSomethingElse() {
        assertThat(errors("""
                  /** Users. */
                  @Table static Rows<User> users(int limit) { return Rows.of(); }
                """))
                .containsExactly(
                        "9:38: Cannot read table 'users': method users() may take the Catalog or nothing, not [int]");
    }

    @Test
    void invalidNames() {
        assertThat(errors("""
                  /** Users. */
                  @Table(name = "my users") static Rows<User> users() { return Rows.of(); }
                """))
                .containsExactly(
                        "9:17: Cannot name a table 'my users': a name is a letter or underscore, then letters, digits and"
                                + " underscores, 128 at most");
        assertThat(new Compilation(folder).compile("Db.java", """
                import dev.neuralake.catalog.*;
                @Database("a.b")
                class Db {}
                """))
                .containsExactly(
                        "2:11: Cannot name a database 'a.b': a name is a letter or underscore, then letters, digits and"
                                + " underscores, 128 at most");
    }

    @Test
    void tableOutsideOfADatabase() {
        assertThat(new Compilation(folder).compile("Loose.java", """
                import dev.neuralake.catalog.*;
                class Loose {
                  /** A view. */
                  @Table static final View ALL = View.sql("select 1");
                }
                """))
                .containsExactly(
                        "4:28: Cannot declare table 'all' in class Loose: the class is no database (annotate it with"
                                + " @Database)");
    }

    @Test
    void comparingANumberWithATextDoesNotCompile() {
        assertThat(errors("""
                  /** Users. */
                  @Table static LazyFrame users(Catalog lake) {
                    return lake.table("users").filter(ShopColumns.User.USER_ID.gt("one"));
                  }
                """))
                .singleElement()
                .asString()
                .startsWith("10:63: no suitable method found for gt(java.lang.String)");
    }
}
