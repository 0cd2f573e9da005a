package dev.neuralake.site;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Descriptions as HTML. Descriptions come from whoever wrote the catalog, so HTML in them is shown, not obeyed, and
 * links go nowhere but to the web and mail.
 */
final class Markdown {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();

    private Markdown() {}

    static String toHtml(String text) {
        return RENDERER.render(PARSER.parse(text));
    }

    /** The first sentence, or the first paragraph where that is shorter, as plain text. */
    static String summary(String text) {
        String paragraph = text.strip().split("\n\\s*\n", 2)[0].replaceAll("\\s+", " ");
        int end = paragraph.indexOf(". ");
        String first = end < 0 ? paragraph : paragraph.substring(0, end + 1);
        return first.replaceAll("`([^`]*)`", "$1").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
    }
}
