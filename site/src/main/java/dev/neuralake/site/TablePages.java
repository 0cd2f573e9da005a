package dev.neuralake.site;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.site.TablePage.ColumnRow;
import dev.neuralake.site.TablePage.Fact;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.NeuralakeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the page of one table. */
final class TablePages {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final CatalogTable table;
    private final List<ColumnRow> rows = new ArrayList<>();

    private TablePages(CatalogTable table) {
        this.table = table;
    }

    static TablePage page(CatalogTable table, String generated) {
        return new TablePages(table).page(generated);
    }

    private TablePage page(String generated) {
        String problem = table.problem().map(NeuralakeException::getMessage).orElse("");
        List<Column> columns = problem.isEmpty() ? table.schema().columns() : List.of();
        columns.forEach(column -> addRow(column, "", 0));
        return new TablePage(
                generated,
                table.name(),
                table.database(),
                "database=" + PageNames.encode(table.database()),
                table.kind().toString(),
                table.tags().stream()
                        .map(tag -> new TablePage.Tag(tag, "tag=" + PageNames.encode(tag)))
                        .toList(),
                table.deprecation().map(Markdown::toHtml).orElse(""),
                problem,
                Markdown.toHtml(table.description()),
                facts(problem.isEmpty()),
                rows,
                Snippets.of(table, columns));
    }

    private List<Fact> facts(boolean readable) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Name", table.qualifiedName()));
        add(facts, "Owner", table.owner());
        add(facts, "Key", String.join(", ", table.keyColumns()));
        if (readable) {
            add(facts, "Partitioned by", String.join(", ", table.partitionColumns()));
            table.created().ifPresent(at -> facts.add(new Fact("Created", text(at))));
            table.changed().ifPresent(at -> facts.add(new Fact("Changed", text(at))));
        }
        table.origin().ifPresent(origin -> facts.add(new Fact("Declared in", origin.toString())));
        table.origin()
                .filter(origin -> !origin.sourceFile().isEmpty())
                .ifPresent(origin -> facts.add(new Fact(
                        "Source", origin.sourceFile() + (origin.line() > 0 ? ", line " + origin.line() : ""))));
        return facts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String text(Instant moment) {
        return MINUTE.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** A row for the column, and below it one for each field of the structs that it holds. */
    private void addRow(Column column, String parent, int depth) {
        String path = parent.isEmpty() ? column.name() : parent + "." + column.name();
        rows.add(new ColumnRow(
                "column-" + path.replaceAll("\\s", "_"),
                column.name(),
                shortType(column.type()) + (column.nullable() ? "" : " not null"),
                depth,
                badges(column, depth),
                Markdown.toHtml(column.comment())));
        fields(column.type()).forEach(field -> addRow(field, path, depth + 1));
    }

    private List<String> badges(Column column, int depth) {
        List<String> badges = new ArrayList<>();
        if (depth == 0 && table.keyColumns().contains(column.name())) {
            badges.add("key");
        }
        if (depth == 0 && table.partitionColumns().contains(column.name())) {
            badges.add("partition");
        }
        if (depth == 0 && table.piiColumns().contains(column.name())) {
            badges.add("personal data");
        }
        return badges;
    }

    private static List<Column> fields(DataType type) {
        return switch (type) {
            case DataType.StructType struct -> struct.fields();
            case DataType.ArrayType array -> fields(array.element());
            case DataType.MapType map -> fields(map.value());
            case DataType.Primitive ignored -> List.of();
            case DataType.Decimal ignored -> List.of();
        };
    }

    /** The type without the fields of its structs, which have rows of their own. */
    private static String shortType(DataType type) {
        return switch (type) {
            case DataType.StructType ignored -> "struct";
            case DataType.ArrayType array -> "array<" + shortType(array.element()) + ">";
            case DataType.MapType map -> "map<" + shortType(map.key()) + ", " + shortType(map.value()) + ">";
            case DataType.Primitive primitive -> primitive.toString();
            case DataType.Decimal decimal -> decimal.toString();
        };
    }
}
