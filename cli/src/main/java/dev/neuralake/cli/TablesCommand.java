package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.columnar.format.Format;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "tables", description = "List the tables of the catalog.")
final class TablesCommand implements Callable<Integer> {
    /** A table, for programs. */
    record Entry(
            String database,
            String table,
            String kind,
            String owner,
            List<String> tags,
            String description,
            Optional<String> deprecation) {
        static Entry of(CatalogTable table) {
            return new Entry(
                    table.database(),
                    table.name(),
                    table.kind().toString(),
                    table.owner(),
                    table.tags(),
                    table.description(),
                    table.deprecation());
        }
    }

    private final Console console;

    @Mixin
    private FormatOption output = new FormatOption();

    @Mixin
    private CatalogOptions from = new CatalogOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    TablesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Format format = output.chosen(console);
        try (OpenCatalog open = from.open(common.settings())) {
            if (format == Format.TABLE) {
                print(open);
            } else {
                FormatOption.print(
                        console,
                        format,
                        Entry.class,
                        open.catalog().tables().stream().map(Entry::of).toList());
            }
            open.reportUnreadable(console);
            return ExitCode.OK;
        }
    }

    private void print(OpenCatalog open) {
        TextTable table = new TextTable("table", "kind", "owner", "description");
        for (CatalogTable entry : open.catalog().tables()) {
            table.row(open.shortName(entry), entry.kind().toString(), entry.owner(), summary(entry));
        }
        table.print(console);
    }

    private static String summary(CatalogTable table) {
        String deprecated = table.deprecation().isPresent() ? "(deprecated) " : "";
        return deprecated + Prose.firstSentence(table.description());
    }
}
