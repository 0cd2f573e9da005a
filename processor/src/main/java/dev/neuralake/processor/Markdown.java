package dev.neuralake.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the text of a documentation comment into Markdown that also reads well as plain text: inline tags and HTML
 * become their Markdown, tags without one are dropped and their content stays.
 */
final class Markdown {
    private static final Pattern LINK = Pattern.compile("href\\s*=\\s*[\"']([^\"']*)[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_OF_PRE = Pattern.compile("</pre\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hellip", "…"),
            Map.entry("times", "×"),
            Map.entry("middot", "·"),
            Map.entry("larr", "←"),
            Map.entry("rarr", "→"),
            Map.entry("le", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("copy", "©"),
            Map.entry("micro", "µ"),
            Map.entry("deg", "°"));

    private final String text;
    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> listItems = new ArrayDeque<>();
    private String pendingLink = "";
    private boolean preformatted;
    private int position;

    private Markdown(String text, boolean markdown) {
        this.text = text;
        this.markdown = markdown;
    }

    /** The Markdown of a comment's text; of a {@code markdown} comment only the inline tags are turned. */
    static String of(String text, boolean markdown) {
        return new Markdown(text, markdown).convert();
    }

    private String convert() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '{' && text.startsWith("{@", position)) {
                inlineTag();
            } else if (c == '<' && !markdown && isHtmlTag()) {
                htmlTag();
            } else if (c == '&' && !markdown) {
                entity();
            } else {
                plain(c);
                position++;
            }
        }
        return tidy(out.toString());
    }

    /** Collapses white space to one blank, as HTML does, except where it is preformatted. */
    private void plain(char c) {
        if (markdown || preformatted || !Character.isWhitespace(c)) {
            out.append(c);
        } else if (!out.isEmpty() && !Character.isWhitespace(out.charAt(out.length() - 1))) {
            out.append(' ');
        }
    }

    private void inlineTag() {
        int start = position;
        int end = closingBrace(position);
        String[] parts = text.substring(position + 2, end).split("\\s+", 2);
        String body = parts.length > 1 ? parts[1].strip() : "";
        position = Math.min(end + 1, text.length());
        switch (parts[0]) {
            case "code" -> out.append(preformatted ? text.substring(start + "{@code".length(), end) : code(body));
            case "link" -> out.append(code(label(body)));
            case "linkplain" -> out.append(label(body));
            case "literal", "summary", "index" -> out.append(body);
            case "return" -> out.append("Returns ").append(body).append('.');
            case "value" -> out.append(code(reference(body)));
            case "snippet" -> out.append("\n\n```\n").append(snippet(body)).append("\n```\n\n");
            default -> out.append("");
        }
    }

    private int closingBrace(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String code(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.isEmpty() ? "" : line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }

    /** The label of a link, or else what it refers to: {@code Shop#users(Catalog)} reads {@code Shop.users}. */
    private static String label(String body) {
        int depth = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            depth += c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
            if (depth == 0 && Character.isWhitespace(c)) {
                return body.substring(i).strip();
            }
        }
        return reference(body);
    }

    private static String reference(String body) {
        String member = body.replaceAll("\\(.*\\)", "").replace('#', '.');
        String plain = member.startsWith(".") ? member.substring(1) : member;
        // A qualified name is shown from its class on, as javadoc shows it.
        return plain.replaceFirst("^(?:[a-z][a-zA-Z0-9_]*\\.)+(?=[A-Z])", "");
    }

    private static String snippet(String body) {
        int colon = body.indexOf(':');
        return body.substring(colon + 1).strip();
    }

    private boolean isHtmlTag() {
        int next = position + 1;
        return next < text.length()
                && (Character.isLetter(text.charAt(next)) || text.charAt(next) == '/' || text.charAt(next) == '!')
                && text.indexOf('>', next) > 0;
    }

    private void htmlTag() {
        int end = text.indexOf('>', position);
        String tag = text.substring(position + 1, end);
        position = end + 1;
        String name = tag.replaceFirst("(?s)^(/?[a-zA-Z0-9]*).*", "$1").toLowerCase(Locale.ROOT);
        switch (name) {
            case "p", "/p", "div", "/div", "table", "/table", "blockquote", "/blockquote" -> out.append("\n\n");
            case "br", "tr" -> out.append('\n');
            case "ul" -> listItems.push(-1);
            case "ol" -> listItems.push(0);
            case "/ul", "/ol" -> endList();
            case "li" -> listItem();
            case "b", "/b", "strong", "/strong" -> out.append("**");
            case "i", "/i", "em", "/em" -> out.append('*');
            case "code", "/code", "tt", "/tt" -> out.append(preformatted ? "" : "`");
            case "pre" -> preformatted();
            case "h1", "h2", "h3", "h4", "h5", "h6" -> out.append("\n\n### ");
            case "/h1", "/h2", "/h3", "/h4", "/h5", "/h6" -> out.append("\n\n");
            case "td", "th" -> plain(' ');
            case "a" -> startLink(tag);
            case "/a" -> endLink();
            default -> out.append("");
        }
    }

    private void listItem() {
        int depth = Math.max(1, listItems.size());
        int number = listItems.isEmpty() ? -1 : listItems.pop();
        String bullet = number < 0 ? "- " : (number + 1) + ". ";
        listItems.push(number < 0 ? -1 : number + 1);
        out.append('\n').append("  ".repeat(depth - 1)).append(bullet);
    }

    private void endList() {
        if (!listItems.isEmpty()) {
            listItems.pop();
        }
        out.append(listItems.isEmpty() ? "\n\n" : "");
    }

    private void preformatted() {
        Matcher matcher = END_OF_PRE.matcher(text);
        int end = matcher.find(position) ? matcher.start() : text.length();
        Markdown inner = new Markdown(text.substring(position, end), false);
        inner.preformatted = true;
        String content = inner.convert();
        out.append("\n\n```\n").append(content).append("\n```\n\n");
        position = end;
    }

    private void startLink(String tag) {
        Matcher matcher = LINK.matcher(tag);
        pendingLink = matcher.find() ? matcher.group(1) : "";
        out.append(pendingLink.isEmpty() ? "" : "[");
    }

    private void endLink() {
        out.append(pendingLink.isEmpty() ? "" : "](" + pendingLink + ")");
        pendingLink = "";
    }

    private void entity() {
        int end = text.indexOf(';', position);
        String name = end < 0 || end - position > 10 ? "" : text.substring(position + 1, end);
        String value = name.startsWith("#") ? numeric(name.substring(1)) : ENTITIES.getOrDefault(name, "");
        if (value.isEmpty()) {
            out.append('&');
            position++;
        } else {
            out.append(value);
            position = end + 1;
        }
    }

    private static String numeric(String digits) {
        boolean hex = digits.startsWith("x") || digits.startsWith("X");
        try {
            int code = hex ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
            return Character.isValidCodePoint(code) ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    /** Drops blanks at the ends of lines and blank lines beyond one: neither means anything. */
    private static String tidy(String text) {
        return text.replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .stripIndent()
                .strip();
    }
}
