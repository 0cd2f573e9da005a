package dev.neuralake.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The columns that records declare. Each record is checked once, and its faults are reported once. */
final class RecordColumns {
    private final Reporter reporter;
    private final Map<TypeElement, Map<String, ColumnType>> known = new LinkedHashMap<>();

    RecordColumns(Reporter reporter) {
        this.reporter = reporter;
    }

    /**
     * The columns of a record by name, in order, without those whose type is no column's.
     *
     * @param use where the record is used: faults are reported there if the record itself has no source here
     */
    Map<String, ColumnType> of(TypeElement type, Element use) {
        Map<String, ColumnType> columns = known.get(type);
        if (columns == null) {
            columns = read(type, use, new ArrayList<>());
            known.put(type, columns);
        }
        return columns;
    }

    /** Whether every component makes a column; reports nothing. */
    static boolean isRow(TypeElement type) {
        return type.getTypeParameters().isEmpty()
                && type.getRecordComponents().stream()
                        .allMatch(component -> ColumnType.of(component.asType()).isPresent());
    }

    private Map<String, ColumnType> read(TypeElement type, Element use, List<TypeElement> enclosing) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        Map<String, RecordComponentElement> components = new HashMap<>();
        enclosing.add(type);
        for (RecordComponentElement component : type.getRecordComponents()) {
            column(component, use).ifPresent(column -> {
                String name = Names.snakeCase(component.getSimpleName().toString());
                RecordComponentElement first = components.putIfAbsent(name, component);
                if (first != null) {
                    reporter.error(
                            component,
                            use,
                            "Cannot make a column of " + where(component) + ": component " + first.getSimpleName()
                                    + " makes column " + name + " already (rename one)");
                }
                columns.put(name, column);
            });
            checkNested(component.asType(), component, use, enclosing);
        }
        enclosing.removeLast();
        return columns;
    }

    private Optional<ColumnType> column(RecordComponentElement component, Element use) {
        TypeMirror type = component.asType();
        Optional<ColumnType> column = ColumnType.of(type);
        // The compiler itself reports a type that it cannot resolve.
        if (column.isEmpty() && type.getKind() != TypeKind.ERROR) {
            reporter.error(
                    component,
                    use,
                    "Cannot make a column of " + where(component) + ": " + type + " is not a column type ("
                            + ColumnType.ALLOWED + ")");
        }
        return column;
    }

    /** Checks the records that a component's type holds, however deep. */
    private void checkNested(
            TypeMirror type, RecordComponentElement component, Element use, List<TypeElement> enclosing) {
        if (!(type instanceof DeclaredType declared)) {
            return;
        }
        TypeElement element = (TypeElement) declared.asElement();
        if (element.getKind() != ElementKind.RECORD) {
            declared.getTypeArguments().forEach(argument -> checkNested(argument, component, use, enclosing));
        } else if (enclosing.contains(element)) {
            reporter.error(
                    component,
                    use,
                    "Cannot make a column of " + where(component) + ": record " + element.getSimpleName()
                            + " contains itself, and a column cannot be endless");
        } else if (!known.containsKey(element)) {
            known.put(element, read(element, use, enclosing));
        }
    }

    private static String where(RecordComponentElement component) {
        return Annotations.owner(component).getSimpleName() + "." + component.getSimpleName();
    }
}
