package dev.neuralake.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.neuralake.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The site from disk in Chromium, as a reader uses it. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class BrowserTest {

    private Playwright playwright;
    private Browser browser;
    private Path site;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        site = folder.resolve("site");
        try (Catalog catalog = ShopCatalog.open(folder)) {
            SiteWriter.write(catalog, site);
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(
                                List.of("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking")));
    }

    @AfterAll
    void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Chromium is missing: install the package chromium"));
    }

    private Page page(String path, Browser.NewPageOptions options) {
        Page page = browser.newPage(options);
        page.navigate(site.resolve(path).toUri().toString());
        return page;
    }

    private Page index() {
        return page("index.html", new Browser.NewPageOptions());
    }

    private static List<String> shown(Page page) {
        return page.locator(".tables > li:visible .name").allTextContents();
    }

    @Test
    void searchLooksAtNamesColumnsAndDescriptions() {
        Page page = index();
        assertThat(shown(page)).hasSize(5);
        page.locator(".search").fill("signed");
        assertThat(shown(page)).containsExactly("shop.users");
        page.locator(".search").fill("happened_at");
        assertThat(shown(page)).containsExactly("shop.events");
        assertThat(page.locator(".status").textContent()).isEqualTo("1 of 5 tables");
        page.locator(".search").fill("no such thing");
        assertThat(shown(page)).isEmpty();
    }

    @Test
    void filtersNarrowByTagKindAndOwnerAndTheAddressKeepsThem() {
        Page page = index();
        page.locator(".facets input[name=tag][value=core]").check();
        assertThat(shown(page)).containsExactlyInAnyOrder("shop.users", "shop.events");
        page.locator(".facets input[name=owner][value=accounts]").check();
        assertThat(shown(page)).containsExactly("shop.users");

        String address = page.url();
        Page again = browser.newPage();
        again.navigate(address);
        assertThat(shown(again)).containsExactly("shop.users");
    }

    @Test
    void theSlashKeyReachesTheSearchAndEnterOpensTheFirst() {
        Page page = index();
        page.keyboard().press("/");
        page.keyboard().type("users");
        page.keyboard().press("Enter");
        page.waitForURL("**/users.html");
        assertThat(page.locator("h1").textContent()).isEqualTo("users");
    }

    @Test
    void snippetsChangeByTheirTabs() {
        Page page = page("tables/shop/users.html", new Browser.NewPageOptions());
        assertThat(page.locator(".pane:visible").textContent()).contains("lake.table(\"shop.users\")");
        page.getByText("curl", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".pane:visible").textContent()).contains("/api/tables/shop.users?limit=10");
    }

    @Test
    void withoutScriptEverythingCanBeRead() {
        Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        try (var context = browser.newContext(plain)) {
            Page page = context.newPage();
            page.navigate(site.resolve("index.html").toUri().toString());
            assertThat(shown(page)).hasSize(5);
            page.locator("a.name").first().click();
            assertThat(page.locator("h1").isVisible()).isTrue();
            page.locator(".tabs label").nth(1).click();
            assertThat(page.locator(".pane:visible").textContent()).contains("select ");
        }
    }

    @Test
    void pagesFitAPhoneAndAWideScreenInBothSchemes() {
        for (String path : List.of("index.html", "tables/shop/users.html", "tables/shop/events.html")) {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : List.of(360, 1400)) {
                    Page page = page(
                            path,
                            new Browser.NewPageOptions().setColorScheme(scheme).setViewportSize(width, 800));
                    int content = (int) page.evaluate("document.documentElement.scrollWidth");
                    assertThat(content).as("%s at %d px", path, width).isLessThanOrEqualTo(width);
                    Locator body = page.locator("body");
                    String ground = (String) body.evaluate("b => getComputedStyle(b).backgroundColor");
                    assertThat(ground).isEqualTo(scheme == ColorScheme.DARK ? "rgb(17, 21, 26)" : "rgb(255, 255, 255)");
                    page.close();
                }
            }
        }
    }

    @Test
    void pagesRaiseNoErrors() {
        List<String> errors = new ArrayList<>();
        for (String path : List.of("index.html", "tables/shop/users.html")) {
            Page page = browser.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    errors.add(message.text());
                }
            });
            page.onPageError(errors::add);
            page.navigate(site.resolve(path).toUri().toString());
        }
        assertThat(errors).isEmpty();
    }
}
