package dev.neuralake.site;

import java.util.List;

/** What the list of tables shows. */
record IndexPage(String generated, List<Facet> facets, List<Row> rows) {

    /** A way to narrow the list; {@code name} stands in the page's address. */
    record Facet(String name, String title, List<Value> values) {
        record Value(String text, int tables) {}
    }

    /**
     * One table.
     *
     * @param searchText all that the search looks at, in lower case
     * @param facetsJson the facet values as a JSON object of arrays
     */
    record Row(
            String name,
            String href,
            String kind,
            String summary,
            String owner,
            List<String> tags,
            String columns,
            boolean deprecated,
            boolean broken,
            String searchText,
            String facetsJson) {}
}
