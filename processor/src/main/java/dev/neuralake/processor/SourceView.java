package dev.neuralake.processor;

import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.tools.Diagnostic;

/**
 * What only the source tells and the element model does not: initialisers, lines, comments inside a record's header.
 */
interface SourceView {
    /** For compilers that do not show their syntax trees: nothing is known, so nothing is checked. */
    SourceView NONE = new SourceView() {};

    /**
     * The view of this compiler's sources, or {@link #NONE}.
     *
     * <p>Only javac offers its trees, and some build tools wrap its environment so that they cannot be reached.
     */
    static SourceView of(ProcessingEnvironment environment) {
        try {
            return new JavacSource(environment);
        } catch (LinkageError | IllegalArgumentException e) {
            return NONE;
        }
    }

    /**
     * The string literals that calls of {@code methods} are given in the initialiser of a field or in what a method
     * returns: of {@code DeltaTable.of(X.class).partitionedBy("day")}, {@code day}.
     */
    default List<Argument> arguments(Element declaration, Set<String> methods) {
        return List.of();
    }

    /** The file's name without folders; empty where it is unknown. */
    default String file(Element declaration) {
        return "";
    }

    /** The line of a method or field, from 1; 0 where it is unknown. */
    default long line(Element declaration) {
        return 0;
    }

    /** The documentation comment before a record component, delimiters included; empty where there is none. */
    default String comment(RecordComponentElement component) {
        return "";
    }

    /** One string literal that a method is called with. */
    interface Argument {
        String method();

        String value();

        /** Reports at the literal. */
        void report(Diagnostic.Kind kind, String message);
    }
}
