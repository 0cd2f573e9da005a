package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "tables", description = "List the tables of the catalog.")
final class TablesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    TablesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (OpenCatalog open = from.open(common.settings())) {
            TextTable table = new TextTable("table", "kind", "owner", "description");
            for (CatalogTable entry : open.catalog().tables()) {
                table.row(open.shortName(entry), entry.kind().toString(), entry.owner(), summary(entry));
            }
            table.print(console);
            open.reportUnreadable(console);
            return ExitCode.OK;
        }
    }

    private static String summary(CatalogTable table) {
        String deprecated = table.deprecation().isPresent() ? "(deprecated) " : "";
        return deprecated + Prose.firstSentence(table.description());
    }
}
