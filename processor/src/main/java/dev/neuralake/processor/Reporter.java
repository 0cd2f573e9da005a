package dev.neuralake.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Reports faults where their cause stands in the source. */
final class Reporter {
    private final Messager messager;
    private final Elements elements;

    Reporter(Messager messager, Elements elements) {
        this.messager = messager;
        this.elements = elements;
    }

    void error(Element at, String message) {
        messager.printMessage(Diagnostic.Kind.ERROR, message, at);
    }

    /** Reports at {@code at}, or at {@code use} if {@code at} was compiled earlier and has no source here. */
    void error(Element at, Element use, String message) {
        error(isSource(at) ? at : use, message);
    }

    /** Reports at one value of an annotation, or at the annotation where the value is left out. */
    void error(Element at, AnnotationMirror annotation, String attribute, String message) {
        Annotations.value(annotation, attribute)
                .ifPresentOrElse(
                        value -> messager.printMessage(Diagnostic.Kind.ERROR, message, at, annotation, value),
                        () -> error(at, message));
    }

    /** Whether the element is being compiled from source now. */
    boolean isSource(Element element) {
        try {
            JavaFileObject file = elements.getFileObjectOf(element);
            return file == null || file.getKind() == JavaFileObject.Kind.SOURCE;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return true;
        }
    }
}
