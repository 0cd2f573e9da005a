package dev.neuralake.site;

import dev.neuralake.catalog.CatalogTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a page lies and how an address says so. Names of tables may hold anything; names of files may not. */
final class PageNames {
    private PageNames() {}

    /** The path of a table's page below the site's folder. */
    static String path(CatalogTable table) {
        return "tables/" + segment(table.database()) + "/" + segment(table.name()) + ".html";
    }

    /**
     * A name as one safe segment of a path: letters, digits, {@code _} and {@code -} stay, everything else becomes its
     * code between tildes.
     */
    static String segment(String name) {
        StringBuilder segment = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '_' || c == '-') {
                segment.appendCodePoint(c);
            } else {
                segment.append('~').append(Integer.toHexString(c)).append('~');
            }
        });
        return segment.toString();
    }

    /** A text as a part of an address. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A path as an address: each segment encoded. */
    static String href(String path) {
        return encode(path).replace("%2F", "/");
    }
}
