package dev.neuralake.site;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.types.NeuralakeException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * Writes the documentation site of a catalog: a list of all tables, a page for each, and the catalog as JSON. The
 * folder opens from disk, needs no server and loads nothing from elsewhere; pages are complete without their script.
 */
public final class SiteWriter {
    private static final List<String> FILES = List.of("site.css", "site.js", "logo.svg");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, SiteWriter.class.getClassLoader(), "dev.neuralake.site");
    private final Catalog catalog;
    private final String generated;

    private SiteWriter(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.generated = "on " + LocalDate.now(clock);
    }

    /**
     * Writes the site into a folder, which is made where it is missing. Pages of an earlier run are replaced; a page
     * whose table is gone stays until the folder is emptied.
     *
     * @return the page to open first
     * @throws NeuralakeException where the folder cannot be written
     */
    public static Path write(Catalog catalog, Path folder) {
        return write(catalog, folder, Clock.systemUTC());
    }

    static Path write(Catalog catalog, Path folder, Clock clock) {
        try {
            return new SiteWriter(catalog, clock).write(folder);
        } catch (IOException e) {
            throw new NeuralakeException(
                    "Cannot write the site to " + folder + ": " + e + " (choose another folder with --to)", e);
        }
    }

    private Path write(Path folder) throws IOException {
        for (String file : FILES) {
            copy(file, folder.resolve(file));
        }
        write(folder.resolve("catalog.json"), catalog.toJson());
        for (CatalogTable table : catalog.tables()) {
            render("table.jte", TablePages.page(table, generated), folder.resolve(PageNames.path(table)));
        }
        Path index = folder.resolve("index.html");
        render("index.jte", new Pages(catalog, generated).index(), index);
        return index;
    }

    private void render(String template, Object page, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (Writer writer = Files.newBufferedWriter(file)) {
            TemplateOutput output = new WriterOutput(writer);
            templates.render(template, page, output);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (InputStream content = Objects.requireNonNull(SiteWriter.class.getResourceAsStream(resource))) {
            Files.write(file, content.readAllBytes());
        }
    }
}
