package dev.neuralake.query.token;

import java.util.Locale;

/**
 * One token of a SQL text.
 *
 * @param text the word as written, the name or string without its quotes, or the symbol
 * @param start where it begins in the text, counted in chars from 0
 * @param end behind its last char
 */
public record Token(Kind kind, String text, int start, int end) {

    public enum Kind {
        /** A key word or a plain identifier. */
        WORD,
        /** An identifier in double quotes or backticks. */
        NAME,
        /** A text in single quotes or between dollar signs. */
        STRING,
        NUMBER,
        /** One operator or mark of punctuation, one char each. */
        SYMBOL
    }

    /** Whether this is the key word, which is given in upper case; a quoted name never is. */
    public boolean is(String keyword) {
        return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(keyword);
    }

    public boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** Whether it can name something: a word or a quoted name. */
    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }
}
