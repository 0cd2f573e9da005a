package dev.neuralake.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.neuralake.catalog.Catalog;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteWriterTest {
    @TempDir
    Path folder;

    private Path site;

    @BeforeEach
    void writeTheSite() throws IOException {
        site = folder.resolve("site");
        try (Catalog catalog = ShopCatalog.open(folder)) {
            SiteWriter.write(catalog, site, Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC));
        }
    }

    private String page(String path) throws IOException {
        return Files.readString(site.resolve(path));
    }

    @Test
    void everyTableHasAPageAndARow() throws IOException {
        assertThat(page("index.html"))
                .contains(
                        "shop/users.html",
                        "shop/events.html",
                        "parts.html",
                        "5 tables",
                        "Written by Neuralake on 2026-01-02");
        assertThat(page("tables/shop/users.html"))
                .contains("Everybody who <strong>signed up</strong>", "<td>accounts</td>", "shop.users", "accounts");
    }

    @Test
    void everyLinkLeadsToAFileAndAnAnchor() throws IOException {
        Pattern link = Pattern.compile("(?:href|src)=\"([^\"#]*)(?:#([^\"]*))?\"");
        try (Stream<Path> pages =
                Files.walk(site).filter(file -> file.toString().endsWith(".html"))) {
            for (Path file : pages.toList()) {
                link.matcher(Files.readString(file)).results().forEach(match -> {
                    String path = URLDecoder.decode(match.group(1), StandardCharsets.UTF_8);
                    Path target = path.isEmpty() ? file : file.resolveSibling(path);
                    assertThat(target.normalize()).as("link of %s", file).exists();
                    if (path.isEmpty() && match.group(2) != null) {
                        assertThat(file).content().contains("id=\"" + match.group(2) + "\"");
                    }
                });
            }
        }
    }

    @Test
    void fieldsOfNestedColumnsHaveRowsAndAnchors() throws IOException {
        assertThat(page("tables/shop/users.html"))
                .contains(
                        "id=\"column-home\"",
                        "id=\"column-home.street\"",
                        "id=\"column-earlier.city\"",
                        "array&lt;struct&gt;",
                        "map&lt;string, int&gt;",
                        "Where mail goes; <em>personal</em>.");
    }

    @Test
    void textsOfTheCatalogAreShownAndNotObeyed() throws IOException {
        for (String path : List.of("index.html", "tables/shop/events.html")) {
            assertThat(page(path)).doesNotContain("<script>alert", "href=\"javascript:", "<b>bold", "<team>");
        }
        assertThat(page("tables/shop/events.html"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<code>signals</code>");
    }

    @Test
    void namesThatNoFileMayHaveGetAPageAsWell() throws IOException {
        try (Stream<Path> pages = Files.walk(site.resolve("tables"))) {
            assertThat(pages.map(file -> file.getFileName().toString())).contains("größe~20~~22~x~22~~2f~y.html");
        }
    }

    @Test
    void aTableThatCannotBeReadSaysWhyAndTheOthersStay() throws IOException {
        assertThat(page("index.html")).contains("cannot be read");
        try (Stream<Path> pages = Files.walk(site)) {
            Path lost =
                    pages.filter(file -> file.endsWith("lost.html")).findFirst().orElseThrow();
            assertThat(lost).content().contains("This table cannot be read.", "missing.csv");
        }
    }

    @Test
    void theCatalogLiesBesideThePagesAsJson() throws IOException {
        assertThat(page("catalog.json")).contains("\"users\"").startsWith("{");
    }

    @Test
    void nothingIsLoadedFromElsewhere() throws IOException {
        Pattern loaded = Pattern.compile("(?:src=|url\\(|@import|<link[^>]*href=)\\s*[\"']?(?:https?:)?//");
        try (Stream<Path> files = Files.walk(site).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                assertThat(loaded.matcher(Files.readString(file)).find())
                        .as("%s", file)
                        .isFalse();
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Catalog catalog = ShopCatalog.open(folder)) {
            assertThatThrownBy(() -> SiteWriter.write(catalog, file.resolve("site")))
                    .hasMessageStartingWith("Cannot write the site to " + file.resolve("site"));
        }
    }
}
