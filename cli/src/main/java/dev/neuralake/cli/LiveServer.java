package dev.neuralake.cli;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.server.NeuralakeServer;
import dev.neuralake.server.ServerSettings;
import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import dev.neuralake.site.SiteWriter;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A server with its site, whose catalog is loaded anew when the file of its code is saved. */
final class LiveServer implements AutoCloseable {
    private final CatalogOptions from;
    private final Settings settings;
    private final Console console;
    private final Path site;
    private final NeuralakeServer server;
    private final Optional<FileWatch> watch;
    private OpenCatalog current;

    private LiveServer(CatalogOptions from, Settings settings, Console console, OpenCatalog first) throws IOException {
        this.from = from;
        this.settings = settings;
        this.console = console;
        this.current = first;
        this.site = Files.createTempDirectory("neuralake-site");
        try {
            SiteWriter.write(first.catalog(), site);
            this.server = NeuralakeServer.start(first.catalog(), serverSettings(settings, site));
        } catch (RuntimeException failure) {
            removeSite();
            throw failure;
        }
        this.watch = from.file(settings).map(file -> FileWatch.start(file, this::reload));
    }

    /** Opens the catalog and serves it; an unreadable table is reported and does not keep the others back. */
    static LiveServer start(CatalogOptions from, Settings settings, Console console) {
        OpenCatalog first = from.open(settings);
        try {
            first.reportProblems(console);
            return new LiveServer(from, settings, console, first);
        } catch (IOException failure) {
            first.close();
            throw new UncheckedIOException(failure);
        } catch (RuntimeException failure) {
            first.close();
            throw failure;
        }
    }

    private static ServerSettings serverSettings(Settings settings, Path site) {
        return ServerSettings.builder()
                .host(settings.host())
                .port(settings.port())
                .token(settings.find(Setting.AUTH_TOKEN).orElse(null))
                .auditFile(settings.find(Setting.AUDIT_FILE).orElse(null))
                .deadline(settings.queryTimeout())
                .site(site)
                .build();
    }

    String address() {
        return server.address();
    }

    synchronized int tableCount() {
        return current.catalog().tables().size();
    }

    private synchronized void reload() {
        OpenCatalog next;
        try {
            next = from.open(settings);
        } catch (NeuralakeException failure) {
            console.fail(failure.getMessage() + "\n(the catalog as it was goes on being served)");
            return;
        }
        next.reportProblems(console);
        SiteWriter.write(next.catalog(), site);
        OpenCatalog previous = current;
        current = next;
        server.replace(next.catalog()).thenAccept((Catalog _) -> previous.close());
        console.say("Loaded anew: " + Prose.count(next.catalog().tables().size(), "table") + ".");
    }

    @Override
    public void close() {
        watch.ifPresent(FileWatch::close);
        server.close();
        synchronized (this) {
            current.close();
        }
        removeSite();
    }

    private void removeSite() {
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException leftBehind) {
            console.say("neuralake: the folder " + site + " could not be removed: " + leftBehind);
        }
    }
}
