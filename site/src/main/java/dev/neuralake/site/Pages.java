package dev.neuralake.site;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.types.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the list of tables out of a catalog. */
final class Pages {
    private final Catalog catalog;
    private final String generated;

    Pages(Catalog catalog, String generated) {
        this.catalog = catalog;
        this.generated = generated;
    }

    IndexPage index() {
        List<CatalogTable> tables = catalog.tables();
        List<IndexPage.Facet> facets = Stream.of(
                        facet("database", "Database", table -> List.of(table.database())),
                        facet("kind", "Kind", table -> List.of(table.kind().toString())),
                        facet("owner", "Owner", Pages::owners),
                        facet("tag", "Tag", CatalogTable::tags))
                .filter(facet -> facet.values().stream().anyMatch(value -> value.tables() < tables.size()))
                .toList();
        return new IndexPage(generated, facets, tables.stream().map(this::row).toList());
    }

    private IndexPage.Facet facet(String name, String title, Function<CatalogTable, List<String>> values) {
        Map<String, Integer> counts = new TreeMap<>();
        for (CatalogTable table : catalog.tables()) {
            values.apply(table).forEach(value -> counts.merge(value, 1, Integer::sum));
        }
        return new IndexPage.Facet(
                name,
                title,
                counts.entrySet().stream()
                        .map(entry -> new IndexPage.Facet.Value(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<String> owners(CatalogTable table) {
        return table.owner().isEmpty() ? List.of() : List.of(table.owner());
    }

    private IndexPage.Row row(CatalogTable table) {
        boolean broken = table.problem().isPresent();
        List<Column> columns = broken ? List.of() : table.schema().columns();
        String count = columns.size() == 1 ? "1 column" : columns.size() + " columns";
        return new IndexPage.Row(
                displayName(table),
                PageNames.href(PageNames.path(table)),
                table.kind().toString(),
                Markdown.summary(table.description()),
                table.owner(),
                table.tags(),
                broken ? "" : count,
                table.deprecation().isPresent(),
                broken,
                searchText(table, columns),
                facetsJson(table));
    }

    /** The shortest name that a query can use. */
    private String displayName(CatalogTable table) {
        return catalog.databases().size() > 1 ? table.qualifiedName() : table.name();
    }

    private static String searchText(CatalogTable table, List<Column> columns) {
        List<String> words = new ArrayList<>(List.of(
                table.qualifiedName(),
                table.description(),
                table.owner(),
                table.kind().toString()));
        words.addAll(table.tags());
        columns.forEach(column -> {
            words.add(column.name());
            words.add(column.comment());
        });
        return String.join(" ", words).toLowerCase(Locale.ROOT);
    }

    private static String facetsJson(CatalogTable table) {
        return Stream.of(
                        Map.entry("database", List.of(table.database())),
                        Map.entry("kind", List.of(table.kind().toString())),
                        Map.entry("owner", owners(table)),
                        Map.entry("tag", table.tags()))
                .map(facet -> quoted(facet.getKey()) + ":"
                        + facet.getValue().stream().map(Pages::quoted).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** A JSON string. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
