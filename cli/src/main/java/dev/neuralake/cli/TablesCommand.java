package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.columnar.format.Format;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "tables")
final class TablesCommand extends CatalogCommand {
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

    TablesCommand(Console console) {
        super(console);
    }

    @Override
    void answer(OpenCatalog open, Format format) throws IOException {
        if (format == Format.TABLE) {
            print(open);
        } else {
            print(
                    format,
                    Entry.class,
                    open.catalog().tables().stream().map(Entry::of).toList());
        }
        open.reportUnreadable(console);
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
