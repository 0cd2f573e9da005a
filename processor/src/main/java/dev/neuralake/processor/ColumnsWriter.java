package dev.neuralake.processor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Generates typed column constants: {@code PaymentColumns.AMOUNT} for a component of the top-level record
 * {@code Payment}, {@code ShopColumns.User.EMAIL} for one of the record {@code User} inside {@code Shop}. There is one
 * source a top-level class, nested as the records are, so that names never collide.
 */
final class ColumnsWriter {
    private static final String FRAME = "dev.neuralake.frame.";

    private final Elements elements;
    private final Filer filer;
    private final Reporter reporter;
    private final DocumentationWriter documentation;
    private final Map<TypeElement, Node> pending = new LinkedHashMap<>();

    /** A class of the sources: the columns of its own, if it is a row, and of the classes inside it. */
    private static final class Node {
        final TypeElement type;
        final Map<String, Node> nested = new TreeMap<>();
        Map<String, ColumnType> columns = Map.of();

        Node(TypeElement type) {
            this.type = type;
        }
    }

    ColumnsWriter(Elements elements, Filer filer, Reporter reporter, DocumentationWriter documentation) {
        this.elements = elements;
        this.filer = filer;
        this.reporter = reporter;
        this.documentation = documentation;
    }

    void add(TypeElement row, Map<String, ColumnType> columns) {
        node(row).columns = columns;
    }

    private Node node(TypeElement type) {
        if (type.getEnclosingElement() instanceof TypeElement outer) {
            return node(outer).nested.computeIfAbsent(type.getSimpleName().toString(), _ -> new Node(type));
        }
        return pending.computeIfAbsent(type, Node::new);
    }

    /** Generates what was added since the last call. */
    void write() {
        pending.forEach((type, node) -> {
            String packageName = elements.getPackageOf(type).getQualifiedName().toString();
            String name = type.getSimpleName() + "Columns";
            String text = (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n") + source(node, name);
            Output.source(filer, reporter, packageName.isEmpty() ? name : packageName + "." + name, text, type);
        });
        pending.clear();
    }

    private String source(Node node, String name) {
        StringBuilder text = new StringBuilder();
        text.append("/** The columns of the records of {@link %s}, for typed expressions. Generated. */\n"
                .formatted(node.type.getSimpleName()));
        text.append("@javax.annotation.processing.Generated(\"%s\")\n".formatted(CatalogProcessor.class.getName()));
        text.append(node.type.getModifiers().contains(Modifier.PUBLIC) ? "public " : "");
        text.append("final class %s {\n".formatted(name));
        body(node, name, "    ", text);
        return text.append("}\n").toString();
    }

    private void body(Node node, String name, String indent, StringBuilder text) {
        text.append("%sprivate %s() {}\n".formatted(indent, name));
        Map<String, ColumnType> columns = new HashMap<>(node.columns);
        for (RecordComponentElement component : node.type.getRecordComponents()) {
            String column = Names.snakeCase(component.getSimpleName().toString());
            // Two components of one column are an error already; a second constant would only add another.
            ColumnType type = columns.remove(column);
            if (type != null) {
                constant(component, column, type, indent, text);
            }
        }
        node.nested.forEach((simpleName, inner) -> {
            text.append("\n%s/** The columns of {@code %s}. */\n".formatted(indent, inner.type.getQualifiedName()));
            text.append("%spublic static final class %s {\n".formatted(indent, simpleName));
            body(inner, simpleName, indent + "    ", text);
            text.append("%s}\n".formatted(indent));
        });
    }

    private void constant(
            RecordComponentElement component, String column, ColumnType type, String indent, StringBuilder text) {
        String description = comment(documentation.describe(component));
        text.append(description.isEmpty() ? "\n" : "\n%s/** %s */\n".formatted(indent, description));
        text.append("%spublic static final ".formatted(indent));
        String name = Names.constant(component.getSimpleName().toString());
        text.append(declaration(component, type).formatted(name, column)).append(";\n");
    }

    /**
     * The constant's declaration, open for its name and the column's. A record's name may hide a class: names are full.
     */
    private static String declaration(RecordComponentElement component, ColumnType type) {
        String value = type.javaValue();
        if (type == ColumnType.STRING) {
            return FRAME + "TextCol %s = " + FRAME + "Col.text(\"%s\")";
        }
        if (type.isNumber()) {
            return FRAME + "NumberCol<" + value + "> %s = " + FRAME + "Col.number(\"%s\", " + value + ".class)";
        }
        Optional<ColumnType> element = type == ColumnType.LIST
                ? ColumnType.ofElements(component.asType()).filter(inner -> !inner.isNested())
                : Optional.empty();
        String values = element.map(inner -> "java.util.List<" + inner.javaValue() + ">")
                .orElse(value);
        return FRAME + "Col<" + values + "> %s = " + FRAME + "Col." + (element.isPresent() ? "list" : "of")
                + "(\"%s\", " + element.map(ColumnType::javaValue).orElse(value) + ".class)";
    }

    /** Text that neither ends a comment nor means anything inside one. */
    private static String comment(String description) {
        return description
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;")
                .replaceAll("\\s+", " ");
    }
}
