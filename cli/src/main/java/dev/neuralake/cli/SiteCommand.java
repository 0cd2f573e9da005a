package dev.neuralake.cli;

import dev.neuralake.settings.Setting;
import dev.neuralake.settings.Settings;
import dev.neuralake.site.SiteWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "site")
final class SiteCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "Where to write it. Without it, the setting neuralake.site.directory.")
    private @Nullable Path to;

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    SiteCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Settings settings = common.settings();
        try (OpenCatalog open = from.open(settings)) {
            open.reportProblems(console);
            Path folder = to == null ? settings.value(Setting.SITE_DIRECTORY) : to;
            console.print(SiteWriter.write(open.catalog(), folder).toString());
            return ExitCode.OK;
        }
    }
}
