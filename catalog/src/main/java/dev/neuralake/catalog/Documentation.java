package dev.neuralake.catalog;

import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.RecordCodec;
import dev.neuralake.types.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the Javadoc comments of one class say, as the annotation processor left it beside the class. */
final class Documentation {
    private static final String FOLDER = "META-INF/neuralake/docs/";

    private final Properties entries;

    private Documentation(Properties entries) {
        this.entries = entries;
    }

    /** The documentation of a class; empty where it was compiled without the processor. */
    static Documentation of(Class<?> type) {
        Properties entries = new Properties();
        String path = FOLDER + type.getName() + ".properties";
        ClassLoader loader = type.getClassLoader();
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path)) {
            if (in != null) {
                entries.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new NeuralakeException(
                    "Cannot read the documentation of " + type.getName() + ": " + e.getMessage(), e);
        }
        return new Documentation(entries);
    }

    /** The class's own description. */
    String description() {
        return entries.getProperty("class", "");
    }

    String description(Member member) {
        return entries.getProperty(key(member), "");
    }

    String deprecation(Member member) {
        return entries.getProperty(key(member) + ".deprecated", "");
    }

    /** The source file's name without folders; empty where it is unknown. */
    String sourceFile() {
        return entries.getProperty("source", "");
    }

    /** The line of a method or field, from 1; 0 where it is unknown. */
    int line(Member member) {
        return Integer.parseInt(entries.getProperty(key(member) + ".line", "0"));
    }

    private static String key(Member member) {
        return (member instanceof Field ? "field." : "method.") + member.getName();
    }

    /** The descriptions of a record's columns by name, of those that have one. */
    static Map<String, String> columns(Class<? extends Record> row) {
        Documentation documentation = of(row);
        Map<String, String> columns = new LinkedHashMap<>();
        for (RecordComponent component : row.getRecordComponents()) {
            String text = documentation.entries.getProperty("component." + component.getName(), "");
            if (!text.isEmpty()) {
                columns.put(RecordCodec.columnName(component.getName()), text);
            }
        }
        return columns;
    }

    /** The schema with comments: what is said about a table's columns, or else about the record's components. */
    static Schema describe(Schema schema, Optional<Class<? extends Record>> row, Map<String, String> said) {
        Map<String, String> all = new HashMap<>();
        row.ifPresent(type -> all.putAll(columns(type)));
        said.forEach((name, text) -> all.put(name.toLowerCase(Locale.ROOT), text));
        return new Schema(schema.columns().stream()
                .map(column ->
                        column.withComment(all.getOrDefault(column.name().toLowerCase(Locale.ROOT), column.comment())))
                .toList());
    }

    /** The columns of a record whose components carry an annotation. */
    static List<String> marked(Optional<Class<? extends Record>> row, Class<? extends Annotation> annotation) {
        return row.stream()
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .filter(component -> component.isAnnotationPresent(annotation))
                .map(component -> RecordCodec.columnName(component.getName()))
                .toList();
    }
}
