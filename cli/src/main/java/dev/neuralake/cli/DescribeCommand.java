package dev.neuralake.cli;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.Origin;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "describe", footer = "%nOther formats than table print the columns.")
final class DescribeCommand extends TableCommand {
    /** A column, for programs. */
    record Entry(String column, String type, boolean nullable, boolean key, boolean personal, String description) {
        static Entry of(CatalogTable table, Column column) {
            return new Entry(
                    column.name(),
                    column.type().toString(),
                    column.nullable(),
                    table.keyColumns().contains(column.name()),
                    table.piiColumns().contains(column.name()),
                    column.comment());
        }
    }

    DescribeCommand(Console console) {
        super(console);
    }

    @Override
    void answer(OpenCatalog open, Format format) throws IOException {
        CatalogTable table = table(open);
        Schema schema = table.schema();
        if (format == Format.TABLE) {
            print(table, schema);
        } else {
            print(
                    format,
                    Entry.class,
                    schema.columns().stream()
                            .map(column -> Entry.of(table, column))
                            .toList());
        }
    }

    private void print(CatalogTable table, Schema schema) {
        console.print(console.styled(Style.HEADING, table.qualifiedName()) + "  " + table.kind());
        if (!table.description().isEmpty()) {
            paragraphs(table.description());
        }
        console.print("");
        facts(table);
        columns(table, schema);
    }

    private void paragraphs(String markdown) {
        for (String paragraph : markdown.strip().split("\n\\s*\n")) {
            Prose.wrap(paragraph, console.width()).forEach(console::print);
        }
    }

    private void facts(CatalogTable table) {
        fact("deprecated", table.deprecation().orElse(""));
        fact("owner", table.owner());
        fact("tags", String.join(", ", table.tags()));
        fact("partitions", String.join(", ", table.partitionColumns()));
        fact("created", table.created().map(DescribeCommand::time).orElse(""));
        fact("changed", table.changed().map(DescribeCommand::time).orElse(""));
        fact("declared", table.origin().map(DescribeCommand::place).orElse(""));
        console.print("");
    }

    private void fact(String label, String value) {
        if (!value.isEmpty()) {
            console.print(console.styled(Style.FAINT, String.format("%-11s", label)) + value);
        }
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String place(Origin origin) {
        return origin.sourceFile().isEmpty()
                ? origin.toString()
                : origin + " in " + origin.sourceFile() + (origin.line() > 0 ? ":" + origin.line() : "");
    }

    private void columns(CatalogTable table, Schema schema) {
        TextTable columns = new TextTable("column", "type", "is", "description");
        for (Column column : schema.columns()) {
            columns.row(
                    column.name(),
                    column.type().toString(),
                    marks(table, column),
                    column.comment().replaceAll("\\s+", " ").strip());
        }
        columns.print(console);
    }

    private static String marks(CatalogTable table, Column column) {
        List<String> marks = new ArrayList<>();
        if (table.keyColumns().contains(column.name())) {
            marks.add("key");
        }
        if (table.piiColumns().contains(column.name())) {
            marks.add("personal");
        }
        if (column.nullable()) {
            marks.add("nullable");
        }
        return String.join(", ", marks);
    }
}
