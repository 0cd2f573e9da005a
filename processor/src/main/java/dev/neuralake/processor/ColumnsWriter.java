package dev.neuralake.processor;

import java.util.LinkedHashMap;
import java.util.Map;
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
            StringBuilder text = new StringBuilder();
            text.append(packageName.isEmpty() ? "" : "package " + packageName + ";\n\n");
            text.append("import dev.neuralake.frame.Col;\n\n");
            text.append("/** The columns of the records of {@link ").append(type.getSimpleName());
            text.append("}, for typed expressions. Generated. */\n");
            text.append("@javax.annotation.processing.Generated(\"").append(CatalogProcessor.class.getName());
            text.append("\")\n").append(type.getModifiers().contains(Modifier.PUBLIC) ? "public " : "");
            text.append("final class ").append(name).append(" {\n");
            body(node, name, "    ", text);
            text.append("}\n");
            Output.source(
                    filer, reporter, packageName.isEmpty() ? name : packageName + "." + name, text.toString(), type);
        });
        pending.clear();
    }

    private void body(Node node, String name, String indent, StringBuilder text) {
        text.append(indent).append("private ").append(name).append("() {}\n");
        for (RecordComponentElement component : node.type.getRecordComponents()) {
            constant(component, node.columns, indent, text);
        }
        node.nested.forEach((simpleName, inner) -> {
            text.append("\n")
                    .append(indent)
                    .append("/** The columns of {@code ")
                    .append(inner.type.getQualifiedName());
            text.append("}. */\n")
                    .append(indent)
                    .append("public static final class ")
                    .append(simpleName)
                    .append(" {\n");
            body(inner, simpleName, indent + "    ", text);
            text.append(indent).append("}\n");
        });
    }

    private void constant(
            RecordComponentElement component, Map<String, ColumnType> columns, String indent, StringBuilder text) {
        String column = Names.snakeCase(component.getSimpleName().toString());
        ColumnType type = columns.get(column);
        if (type != null) {
            String description = documentation.describe(component);
            if (!description.isEmpty()) {
                text.append("\n")
                        .append(indent)
                        .append("/** ")
                        .append(comment(description))
                        .append(" */");
            }
            text.append("\n")
                    .append(indent)
                    .append("public static final Col<")
                    .append(type.javaValue())
                    .append("> ");
            text.append(Names.constant(component.getSimpleName().toString()));
            text.append(" = Col.of(\"").append(column).append("\");\n");
        }
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
