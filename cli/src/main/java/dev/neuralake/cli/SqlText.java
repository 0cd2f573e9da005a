package dev.neuralake.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of the statements that commands run. */
final class SqlText {
    private SqlText() {}

    /** The name of a table: {@code `database`.`table`}. */
    static String name(String qualifiedName) {
        int dot = qualifiedName.indexOf('.');
        return identifier(qualifiedName.substring(0, dot)) + "." + identifier(qualifiedName.substring(dot + 1));
    }

    /** A name in quotes. */
    static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Columns in brackets; a dot leads into a struct. */
    static String columns(List<String> columns) {
        return columns.stream().map(SqlText::path).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String path(String column) {
        return List.of(column.strip().split("\\.")).stream()
                .map(SqlText::identifier)
                .collect(Collectors.joining("."));
    }
}
