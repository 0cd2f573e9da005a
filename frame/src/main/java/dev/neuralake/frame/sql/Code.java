package dev.neuralake.frame.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression as SQL.
 *
 * @param precedence how tightly its outermost operator binds
 * @param names the columns in it that are not qualified by a relation
 * @param traits what keeps it from being moved
 */
record Code(String text, Precedence precedence, Set<String> names, Set<Trait> traits) {

    /** What an expression has inside. */
    enum Trait {
        /** A value, or made of nothing else. */
        CONSTANT,
        /** More than a column, a field or a literal. */
        COMPUTED,
        WINDOW,
        /** SQL of the user's, which names columns on its own. */
        RAW
    }

    Code {
        names = Set.copyOf(names);
        traits = Set.copyOf(traits);
    }

    /** A column that is not qualified. */
    static Code column(String name, String text) {
        return new Code(text, Precedence.PRIMARY, Set.of(name), Set.of());
    }

    /** A text that names no column, or only qualified ones. */
    static Code simple(String text, Precedence precedence) {
        return new Code(text, precedence, Set.of(), Set.of());
    }

    /** A text made of other expressions. */
    static Code of(String text, Precedence precedence, List<Code> parts, Trait... traits) {
        Set<String> names = new HashSet<>();
        Set<Trait> all = new HashSet<>(List.of(traits));
        for (Code part : parts) {
            names.addAll(part.names);
            all.addAll(part.traits);
        }
        return new Code(text, precedence, names, all);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The text, in parentheses unless its operator binds at least as tightly. */
    String atLeast(Precedence other) {
        return precedence.compareTo(other) < 0 ? "(" + text + ")" : text;
    }

    /** The text, in parentheses unless its operator binds more tightly. */
    String above(Precedence other) {
        return precedence != Precedence.PRIMARY && precedence.compareTo(other) <= 0 ? "(" + text + ")" : text;
    }
}
