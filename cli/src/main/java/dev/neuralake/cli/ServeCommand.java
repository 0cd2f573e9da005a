package dev.neuralake.cli;

import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        footer =
                "%nA catalog in a .java file or a jar is loaded anew when the file is saved; one that does not compile "
                        + "is reported, and the one before goes on being served.")
final class ServeCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "The catalog, as --catalog takes it.")
    private @Nullable String code;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The port; 0 takes a free one. Without it, the setting neuralake.port.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on; 0.0.0.0 opens it to other machines. Without it, the setting "
                    + "neuralake.host.")
    private @Nullable String host;

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (code != null) {
            from.name(code);
        }
        Settings settings = settings();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Interruption _ = Interruption.calls(stopped::countDown);
                LiveServer server = LiveServer.start(from, settings, console)) {
            console.print(server.address());
            console.flush();
            console.say("Serving " + Prose.count(server.tableCount(), "table") + "; Ctrl-C stops.");
            stopped.await();
        }
        return ExitCode.OK;
    }

    private Settings settings() {
        if (port != null) {
            common.override(Setting.PORT, port.toString());
        }
        if (host != null) {
            common.override(Setting.HOST, host);
        }
        return common.settings();
    }
}
