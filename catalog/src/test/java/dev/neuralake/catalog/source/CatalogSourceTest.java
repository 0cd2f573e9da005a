package dev.neuralake.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogSourceTest {
    private static final String SHOP = """
            import dev.neuralake.catalog.*;

            /** Who buys what. */
            @Database
            class Shop {
              /**
               * One user.
               *
               * @param name as it is written
               */
              record User(@Key long id, String name) {}

              /** All users. */
              @Table(owner = "accounts")
              private static Rows<User> users() {
                return Rows.of(new User(1, ShopColumns.User.NAME.name()));
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void javaFileIsCompiledInMemoryWithItsDocumentation() throws IOException {
        Path file = Files.writeString(folder.resolve("Shop.java"), SHOP);

        try (Catalog lake = open(CatalogSource.of(file.toString()))) {
            CatalogTable users = lake.entry("users");
            assertThat(users.qualifiedName()).isEqualTo("shop.users");
            assertThat(users.description()).isEqualTo("All users.");
            assertThat(users.schema().column("name").comment()).isEqualTo("as it is written");
            assertThat(users.origin().orElseThrow()).hasToString("Shop.users()");
            assertThat(users.origin().orElseThrow().line()).isEqualTo(15);
            assertThat(users.origin().orElseThrow().sourceFile()).isEqualTo("Shop.java");
            assertThat(lake.databases().getFirst().description()).isEqualTo("Who buys what.");
        }
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void eachLoadReadsTheFileAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("Shop.java"), SHOP);
        CatalogSource source = CatalogSource.of(file.toString());
        try (Catalog before = open(source)) {
            Files.writeString(file, SHOP.replace("users()", "people()"));
            try (Catalog after = open(source)) {
                assertThat(before.tables()).extracting(CatalogTable::name).containsExactly("users");
                assertThat(after.tables()).extracting(CatalogTable::name).containsExactly("people");
            }
        }
        assertThat(source.file()).contains(file);
    }

    @Test
    void fileThatDoesNotCompileIsShownAsJavacShowsIt() throws IOException {
        Path file = Files.writeString(
                folder.resolve("Shop.java"),
                SHOP.replace("private static", "private").replace("\"accounts\"", "accounts"));

        assertThatThrownBy(() -> CatalogSource.of(file.toString()).load())
                .isInstanceOf(NeuralakeException.class)
                .hasMessage("""
                        Cannot compile %1$s:
                        %1$s:15: error: Cannot declare table 'users': method users() is not static
                          private Rows<User> users() {
                                             ^
                        %1$s:14: error: cannot find symbol
                          @Table(owner = accounts)
                                         ^
                          symbol:   variable accounts
                          location: class Shop
                        2 errors""".formatted(file));
    }

    @Test
    void fileWithoutADatabaseIsNoCatalog() throws IOException {
        Path file = Files.writeString(folder.resolve("Empty.java"), "class Empty {}");

        assertThatThrownBy(() -> CatalogSource.of(file.toString()).load())
                .hasMessage(
                        "Cannot load catalog " + file + ": no class in it is a database (annotate one with @Database)");
    }

    @Test
    void missingFilesAndClassesAreNamed() {
        assertThatThrownBy(() -> CatalogSource.of("nowhere/Shop.java").load())
                .hasMessage("Cannot load catalog nowhere/Shop.java: there is no such file");
        assertThatThrownBy(() -> CatalogSource.of("nowhere/shop.jar").load())
                .hasMessage("Cannot load catalog nowhere/shop.jar: there is no such file");
        assertThatThrownBy(() -> CatalogSource.of("shop.Nowhere").load())
                .hasMessage(
                        "Cannot load catalog shop.Nowhere: there is no such class on the class path (name a class, a .jar or a"
                                + " .java file)");
    }

    @Test
    void nestedClassIsFoundByItsCanonicalName() {
        LoadedDatabases loaded =
                CatalogSource.of(Nested.class.getCanonicalName()).load();

        assertThat(loaded.classes()).containsExactly(Nested.class);
    }

    @Test
    void jarListsItsDatabases() throws IOException {
        Path jar = jar();

        try (Catalog lake = open(CatalogSource.of(jar.toString()))) {
            assertThat(lake.entry("shop.users").description()).isEqualTo("All users.");
            assertThat(lake.entry("users").schema().names()).containsExactly("id", "name");
        }
    }

    @Test
    void jarWithoutDatabasesIsNoCatalog() throws IOException {
        Path jar = folder.resolve("empty.jar");
        try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.flush();
        }

        assertThatThrownBy(() -> CatalogSource.of(jar.toString()).load())
                .hasMessageStartingWith("Cannot load catalog " + jar + ": it holds no list of databases");
    }

    /** Compiles to disk, as a build tool does, and packs what came out. */
    private Path jar() throws IOException {
        Path file = Files.writeString(folder.resolve("Shop.java"), SHOP);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:full",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(status).isZero();
        Path jar = folder.resolve("shop.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
        return jar;
    }

    private static Catalog open(CatalogSource source) {
        return Catalog.builder().settings(Settings.of(Map.of())).add(source).build();
    }

    /** A database inside a class. */
    @dev.neuralake.catalog.Database
    static final class Nested {}
}
