package dev.neuralake.processor;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The annotations of the catalog, found by name so that this module needs none other. */
final class Annotations {
    static final String DATABASE = "dev.neuralake.catalog.Database";
    static final String TABLE = "dev.neuralake.catalog.Table";
    static final String KEY = "dev.neuralake.catalog.Key";
    static final String PII = "dev.neuralake.catalog.Pii";

    private Annotations() {}

    static Optional<? extends AnnotationMirror> find(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(annotation))
                .findFirst();
    }

    /** What the annotation says explicitly under {@code attribute}; defaults do not count. */
    static Optional<? extends AnnotationValue> value(AnnotationMirror mirror, String attribute) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(attribute))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The class that declares a member. */
    static TypeElement owner(Element member) {
        return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
    }

    static String text(Optional<? extends AnnotationMirror> mirror, String attribute) {
        return mirror.flatMap(found -> value(found, attribute))
                .map(value -> value.getValue().toString())
                .orElse("");
    }
}
