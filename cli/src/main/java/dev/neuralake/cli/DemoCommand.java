package dev.neuralake.cli;

import dev.neuralake.demo.DemoTour;
import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import dev.neuralake.site.SiteWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        footer =
                "%nThe lake is the folder of the setting neuralake.lake. A lake that is there already is kept: each run "
                        + "appends to it.")
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--once", description = "End after the queries: write no site and start no server.")
    private boolean once;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description =
                    "The port to serve on. Without it, the setting neuralake.port, or a free one if that is taken.")
    private @Nullable Integer port;

    @Mixin
    private CommonOptions common = new CommonOptions();

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port != null) {
            common.override(Setting.PORT, port.toString());
        }
        Settings settings = common.settings();
        DemoPage page = new DemoPage(console);
        CatalogOptions demo = CatalogOptions.demo();
        try (OpenCatalog open = demo.open(settings)) {
            page.heading("Neuralake: a lake whose tables are declared in Java");
            page.say(Prose.count(open.catalog().tables().size(), "table") + " stand in one file, "
                    + "demo/src/main/java/dev/neuralake/demo/DemoCatalog.java. Here is what follows from it.");
            DemoTour.tell(open.catalog(), page);
            if (once) {
                return ExitCode.OK;
            }
            page.chapter("Read the documentation");
            Path index = SiteWriter.write(open.catalog(), settings.value(Setting.SITE_DIRECTORY));
            page.say("The site is written: every table with its columns, owner and snippets. It opens from disk.");
            page.show(index.toString());
        }
        serve(demo, page);
        return ExitCode.OK;
    }

    private void serve(CatalogOptions demo, DemoPage page) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption _ = Interruption.calls(stopped::countDown);
                LiveServer server = LiveServer.start(demo, servable(), console)) {
            page.chapter("Go on");
            page.say("The lake is served at " + server.address() + "/ with its site and an HTTP API, until Ctrl-C. Type"
                    + " next, in another terminal and the same folder:");
            page.show("""
                    ./neuralake tables
                    ./neuralake query "SELECT * FROM revenue_by_country LIMIT 3"
                    ./neuralake history transactions
                    curl '%1$s/api/tables/parts?limit=3'
                    curl %1$s/api/sql -d 'SELECT count(*) AS flights FROM flights'
                    """.formatted(server.address()));
            stopped.await();
        }
    }

    /** The settings, with a free port in the place of one that is taken, unless somebody asked for that one. */
    private Settings servable() {
        Settings settings = common.settings();
        if (port == null && !isFree(settings)) {
            console.say("Port " + settings.port() + " is taken, so a free one is used.");
            common.override(Setting.PORT, "0");
        }
        return common.settings();
    }

    private static boolean isFree(Settings settings) {
        try (ServerSocket _ = new ServerSocket(settings.port(), 1, InetAddress.getByName(settings.host()))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
