package dev.neuralake.site;

import java.util.List;

/**
 * What the page of one table shows. Texts that end in {@code Html} are safe HTML, the others are plain.
 *
 * @param databaseQuery the address part that narrows the list to the database
 * @param problem why the table cannot be read; empty for one that can
 */
record TablePage(
        String generated,
        String name,
        String database,
        String databaseQuery,
        String kind,
        List<Tag> tags,
        String deprecationHtml,
        String problem,
        String descriptionHtml,
        List<Fact> facts,
        List<ColumnRow> columns,
        List<Snippet> snippets) {

    record Tag(String text, String query) {}

    record Fact(String name, String value) {}

    /** A column, or a field {@code depth} levels inside one. */
    record ColumnRow(String anchor, String name, String type, int depth, List<String> badges, String descriptionHtml) {}

    /** How to read the table from one language; numbered from 1. */
    record Snippet(int number, String language, String code) {}
}
