package dev.neuralake.cli;

import dev.neuralake.catalog.AdHoc;
import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogBuilder;
import dev.neuralake.catalog.source.CatalogSource;
import dev.neuralake.catalog.source.LoadedDatabases;
import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which catalog a command works on. */
final class CatalogOptions {
    private static final String DEMO = "dev.neuralake.demo.DemoCatalog";

    @Option(
            names = {"-c", "--catalog"},
            paramLabel = "CODE",
            order = 1,
            description = "The catalog: a class, a jar or a .java file. Without it, the setting neuralake.catalog, or "
                    + "else the demo.")
    private @Nullable String catalog;

    @Option(
            names = {"-t", "--table"},
            paramLabel = "NAME=PATH",
            order = 2,
            description = "A table over data that nobody declared; repeatable. A folder with a _delta_log is a Delta "
                    + "table, else the ending tells (Parquet, CSV, NDJSON, Arrow; a file, a folder or a glob). Without "
                    + "--catalog, these tables are all there are.")
    private List<String> tables = new ArrayList<>();

    /** The demo, whatever the settings say. */
    static CatalogOptions demo() {
        CatalogOptions options = new CatalogOptions();
        options.name(DEMO);
        return options;
    }

    /** Names the catalog otherwise than by its option. */
    void name(String code) {
        catalog = code;
    }

    /** The name of a table that is given by name or by path, which has a slash in it; a path's table is added. */
    String named(String nameOrPath) {
        boolean isPath = nameOrPath.contains("/") || nameOrPath.contains(File.separator) || nameOrPath.matches("\\.+");
        return isPath ? add(nameOrPath) : nameOrPath;
    }

    /** Adds a table over a path, named as the folder or file is, and returns the name. */
    String add(String path) {
        String name = fileName(path);
        String free = name;
        for (int k = 2; isTaken(free); k++) {
            free = name + "_" + k;
        }
        tables.add(free + "=" + path);
        return free;
    }

    private boolean isTaken(String name) {
        return tables.stream().anyMatch(table -> table.startsWith(name + "="));
    }

    /** The last part of a path, without what cannot stand in a name. */
    private static String fileName(String path) {
        try {
            Path last = Path.of(path).toAbsolutePath().normalize().getFileName();
            String name = last == null ? "" : last.toString().replaceAll("\\..*|[=\\p{Cntrl}]", "");
            return name.isBlank() ? "table" : name;
        } catch (InvalidPathException e) {
            return "table";
        }
    }

    /** The catalog, opened. */
    OpenCatalog open(Settings settings) {
        return open(settings, AdHoc::parse);
    }

    /** The catalog, opened; a table whose path does not exist is one to create. */
    OpenCatalog openToWrite(Settings settings) {
        return open(settings, AdHoc::parseToWrite);
    }

    private OpenCatalog open(Settings settings, Function<String, AdHoc> parse) {
        settings.requireProductionReady();
        List<AdHoc> adHoc = tables.stream().map(parse).toList();
        Optional<CatalogSource> source = source(settings);
        LoadedDatabases databases =
                source.map(CatalogSource::load).orElseGet(() -> new LoadedDatabases(List.of(), () -> {}));
        CatalogBuilder builder = Catalog.builder().settings(settings);
        try {
            databases.classes().forEach(builder::add);
            adHoc.forEach(builder::add);
            return new OpenCatalog(builder.build(), databases);
        } catch (RuntimeException failure) {
            databases.close();
            throw failure;
        }
    }

    /** The file that the catalog's code is in, if it is in one. */
    Optional<Path> file(Settings settings) {
        return source(settings).flatMap(CatalogSource::file);
    }

    private Optional<CatalogSource> source(Settings settings) {
        if (catalog == null && !tables.isEmpty()) {
            return Optional.empty();
        }
        String name = catalog == null ? settings.find(Setting.CATALOG).orElse(DEMO) : catalog;
        return Optional.of(CatalogSource.of(name));
    }
}
