package dev.neuralake.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.demo.DemoCatalog;
import dev.neuralake.demo.DemoTour;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.server.NeuralakeServer;
import dev.neuralake.server.ServerSettings;
import dev.neuralake.settings.Settings;
import dev.neuralake.site.SiteWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the demo's pages for copying works as it stands there. */
class SiteTest {
    private static final Pattern SNIPPET = Pattern.compile("(?s)<pre><code>(.*?)</code></pre></div>");
    private static final String SERVER = "http://127.0.0.1:8080";

    @TempDir
    private static Path folder;

    private static Catalog lake;

    private static NeuralakeServer server;

    /** What a page offers, by the order of its tabs. */
    private record Snippets(String table, String java, String sql, String curl, String python) {}

    private static List<Snippets> pages;

    @BeforeAll
    static void writeTheSiteAndServe() throws Exception {
        lake = Catalog.builder()
                .settings(Settings.of(
                        Map.of("neuralake.lake", folder.resolve("lake").toString())))
                .add(DemoCatalog.class)
                .build();
        DemoTour.tell(lake, new Silence());
        Path site = folder.resolve("site");
        SiteWriter.write(lake, site);
        try (Stream<Path> files = Files.list(site.resolve("tables/demo"))) {
            pages = files.map(SiteTest::snippets).toList();
        }
        server = NeuralakeServer.start(lake, ServerSettings.builder().port(0).build());
    }

    @AfterAll
    static void stop() {
        server.close();
        lake.close();
    }

    private static Snippets snippets(Path page) {
        List<String> found = SNIPPET.matcher(Tree.read(page))
                .results()
                .map(match -> match.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .toList();
        return new Snippets(page.getFileName().toString(), found.get(0), found.get(1), found.get(2), found.get(3));
    }

    @Test
    void everyTableHasAPage() {
        assertThat(pages).hasSameSizeAs(lake.tables());
    }

    @Test
    void sqlYieldsRows() {
        assertThat(pages).allSatisfy(page -> {
            try (DataFrame rows = lake.sql(page.sql()).collect()) {
                assertThat(rows.rowCount()).as(page.sql()).isBetween(1L, 10L);
            }
        });
    }

    @Test
    void javaRunsAndPrintsRows(@TempDir Path classes) throws Exception {
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < pages.size(); i++) {
            methods.append("public static void page%d(Catalog lake) {\n%s\n}\n"
                    .formatted(
                            i,
                            pages.get(i).java().replace("System.out.println(rows)", "Pages.rows += rows.rowCount()")));
        }
        String source = "import dev.neuralake.catalog.*; import dev.neuralake.frame.*;\n"
                + "public class Pages {\npublic static long rows;\n" + methods + "}";
        assertThat(Java.errors(List.of(Java.source("Pages", source)), classes)).isEmpty();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> compiled = loader.loadClass("Pages");
            for (int i = 0; i < pages.size(); i++) {
                compiled.getMethod("page" + i, Catalog.class).invoke(null, lake);
            }
            assertThat(compiled.getField("rows").getLong(null)).isGreaterThanOrEqualTo(pages.size());
        }
    }

    @Test
    void curlAnswersWithRows() {
        assertThat(pages)
                .allSatisfy(page -> assertThat(
                                run("sh", "-c", "curl -fsS " + here(page.curl()).substring(4)))
                        .as(page.curl())
                        .startsWith("[{")
                        .endsWith("}]"));
    }

    /** With the Python packages that the tests of other engines have installed. */
    @Test
    @Tag("slow")
    void pythonPrintsRows() {
        Path python = Tree.ROOT.resolve("interop/target/venv/bin/python");
        assumeTrue(Files.exists(python), "the Python packages of interop are not installed");
        assertThat(pages)
                .allSatisfy(page -> assertThat(run(python.toString(), "-c", here(page.python())))
                        .as(page.python())
                        .contains("pyarrow.Table"));
    }

    private static String here(String snippet) {
        return snippet.replace(SERVER, "http://127.0.0.1:" + server.port());
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Silence implements DemoTour.Page {
        @Override
        public void chapter(String title) {}

        @Override
        public void say(String prose) {}

        @Override
        public void show(String shown) {}
    }
}
