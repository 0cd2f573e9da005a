package dev.neuralake.processor;

import java.util.Map;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Elements.DocCommentKind;

/**
 * Writes what the Javadoc comments of a class say to {@code META-INF/neuralake/docs/CLASS.properties}, so that the
 * running catalog knows it. The file depends on that class alone. Keys: {@code class}, {@code source} (the file's
 * name), {@code method.NAME}, {@code field.NAME} and {@code component.NAME} for descriptions as Markdown, each also
 * with {@code .line} and {@code .deprecated}.
 */
final class DocumentationWriter {
    private static final String FOLDER = "META-INF/neuralake/docs/";

    private final Elements elements;
    private final Filer filer;
    private final Reporter reporter;
    private final SourceView source;

    DocumentationWriter(Elements elements, Filer filer, Reporter reporter, SourceView source) {
        this.elements = elements;
        this.filer = filer;
        this.reporter = reporter;
        this.source = source;
    }

    void writeDatabase(TypeElement database) {
        Map<String, String> entries = entries(database);
        for (Element member : database.getEnclosedElements()) {
            if (Annotations.find(member, Annotations.TABLE).isPresent()) {
                String key = (member.getKind() == ElementKind.METHOD ? "method." : "field.") + member.getSimpleName();
                Javadoc comment = comment(member);
                put(entries, key, comment.description());
                put(entries, key + ".deprecated", comment.deprecation());
                long line = source.line(member);
                put(entries, key + ".line", line > 0 ? Long.toString(line) : "");
            }
        }
        write(database, entries);
    }

    void writeRecord(TypeElement row) {
        Map<String, String> entries = entries(row);
        for (RecordComponentElement component : row.getRecordComponents()) {
            put(entries, "component." + component.getSimpleName(), describe(component));
        }
        write(row, entries);
    }

    /** What is said of a record component: by the record's {@code @param}, or by a comment at the component itself. */
    String describe(RecordComponentElement component) {
        Javadoc type = comment(Annotations.owner(component));
        String parameter =
                type.parameters().getOrDefault(component.getSimpleName().toString(), "");
        if (!parameter.isEmpty()) {
            return parameter;
        }
        String raw = source.comment(component);
        return raw.isEmpty()
                ? ""
                : Javadoc.parse(withoutDelimiters(raw), raw.startsWith("///")).description();
    }

    Javadoc comment(Element element) {
        String text = elements.getDocComment(element);
        return text == null
                ? Javadoc.NONE
                : Javadoc.parse(text, elements.getDocCommentKind(element) == DocCommentKind.END_OF_LINE);
    }

    private static String withoutDelimiters(String comment) {
        return comment.startsWith("///")
                ? comment.replaceAll("(?m)^/// ?", "")
                : comment.substring(3, comment.length() - 2).replaceAll("(?m)^\\s*\\*+", "");
    }

    private Map<String, String> entries(TypeElement type) {
        Map<String, String> entries = new TreeMap<>();
        put(entries, "class", comment(type).description());
        put(entries, "source", source.file(type));
        return entries;
    }

    private static void put(Map<String, String> entries, String key, String value) {
        if (!value.isEmpty()) {
            entries.put(key, value);
        }
    }

    private void write(TypeElement type, Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, value) ->
                text.append(key).append('=').append(escape(value)).append('\n'));
        Output.resource(filer, reporter, FOLDER + elements.getBinaryName(type) + ".properties", text.toString(), type);
    }

    /** As {@link java.util.Properties} reads it back from UTF-8. */
    private static String escape(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }
}
