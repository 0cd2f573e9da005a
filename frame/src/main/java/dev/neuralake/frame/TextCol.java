package dev.neuralake.frame;

/** A column of texts. */
public final class TextCol extends Col<String> {
    TextCol(String name) {
        super(name);
    }

    /** SQL's LIKE: {@code %} is any text, {@code _} any character. */
    public Expr like(String pattern) {
        return text().like(pattern);
    }

    public Expr startsWith(String part) {
        return text().startsWith(part);
    }

    public Expr endsWith(String part) {
        return text().endsWith(part);
    }

    public Expr contains(String part) {
        return text().contains(part);
    }

    /** Whether the whole text matches the regular expression. */
    public Expr matches(String regex) {
        return text().matches(regex);
    }

    /** The functions of texts. */
    public TextFunctions text() {
        return expr().text();
    }
}
