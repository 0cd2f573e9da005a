package dev.neuralake.site;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.site.TablePage.Snippet;
import dev.neuralake.types.Column;
import dev.neuralake.types.Sql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first lines that somebody writes to read a table, in four languages. Tests run each of them, so they must be
 * right for names that need quotes as well.
 */
final class Snippets {
    private static final int COLUMNS_SHOWN = 3;
    private static final String SERVER = "http://127.0.0.1:8080";

    private Snippets() {}

    static List<Snippet> of(CatalogTable table, List<Column> columns) {
        List<String> names =
                columns.stream().limit(COLUMNS_SHOWN).map(Column::name).toList();
        return List.of(
                new Snippet(1, "Java", java(table, names)),
                new Snippet(2, "SQL", sql(table, names)),
                new Snippet(3, "curl", curl(table)),
                new Snippet(4, "Python", python(table)));
    }

    private static String java(CatalogTable table, List<String> columns) {
        String select = columns.isEmpty()
                ? ""
                : "\n        .select("
                        + columns.stream().map(Snippets::javaText).collect(Collectors.joining(", ")) + ")";
        return "try (DataFrame rows = lake.table(%s)%s%n        .limit(10)%n        .collect()) {%n    System.out.println(rows);%n}"
                .formatted(javaText(table.qualifiedName()), select)
                .replace("\r\n", "\n");
    }

    private static String javaText(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String sql(CatalogTable table, List<String> columns) {
        String list = columns.isEmpty()
                ? "*"
                : columns.stream().map(Snippets::sqlName).collect(Collectors.joining(", "));
        return "select " + list + "\nfrom " + sqlName(table.database()) + "." + sqlName(table.name()) + "\nlimit 10";
    }

    /** A name as it is, where that is a plain word, else in quotes. */
    private static String sqlName(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : Sql.quote(name);
    }

    private static String address(CatalogTable table) {
        return SERVER + "/api/tables/" + PageNames.encode(table.qualifiedName()) + "?limit=10";
    }

    private static String curl(CatalogTable table) {
        return "curl '" + address(table).replace("'", "%27") + "'";
    }

    private static String python(CatalogTable table) {
        return """
                from urllib.request import Request, urlopen
                import pyarrow as pa

                request = Request(
                    "%s",
                    headers={"Accept": "application/vnd.apache.arrow.stream"},
                )
                with urlopen(request) as answer:
                    rows = pa.ipc.open_stream(answer).read_all()
                print(rows)""".formatted(address(table).replace("\"", "%22"));
    }
}
