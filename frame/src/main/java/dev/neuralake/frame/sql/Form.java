package dev.neuralake.frame.sql;

/** How a function or operator stands round its arguments. */
public sealed interface Form {

    /** {@code name(a, b)}. */
    record Call(String name) implements Form {}

    /** {@code a symbol b}. */
    record Infix(String symbol, Precedence precedence) implements Form {}

    /**
     * Text with the arguments at {@code {0}}, {@code {1}} and so on, those from one on at {@code {1..}}. An argument is
     * put into parentheses unless it stands between parentheses or commas.
     */
    record Template(String text, Precedence precedence) implements Form {}

    static Form call(String name) {
        return new Call(name);
    }

    static Form template(String text) {
        return new Template(text, Precedence.PRIMARY);
    }
}
