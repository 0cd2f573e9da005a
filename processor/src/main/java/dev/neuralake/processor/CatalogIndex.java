package dev.neuralake.processor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** The list of database classes, one binary name a line. */
final class CatalogIndex {
    private static final String PATH = "META-INF/neuralake/catalogs.txt";

    private final Elements elements;
    private final Filer filer;
    private final Reporter reporter;

    CatalogIndex(Elements elements, Filer filer, Reporter reporter) {
        this.elements = elements;
        this.filer = filer;
        this.reporter = reporter;
    }

    /** Writes the databases of this compilation and those of earlier ones that are still there. */
    void write(Collection<TypeElement> compiled) {
        Set<String> names = earlier();
        compiled.forEach(database -> names.add(elements.getBinaryName(database).toString()));
        if (!compiled.isEmpty()) {
            Output.resource(filer, reporter, PATH, String.join("\n", names) + "\n", compiled.toArray(Element[]::new));
        }
    }

    /** A compiler that recompiles changed files alone must not forget the databases of the others. */
    private Set<String> earlier() {
        Set<String> names = new TreeSet<>();
        try (InputStream in =
                filer.getResource(StandardLocation.CLASS_OUTPUT, "", PATH).openInputStream()) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(this::isDatabase)
                    .forEach(names::add);
        } catch (IOException | RuntimeException e) {
            // There is no index before the first compilation, and some compilers cannot read their own output.
            names.clear();
        }
        return names;
    }

    private boolean isDatabase(String name) {
        TypeElement type = elements.getTypeElement(name.replace('$', '.'));
        return type != null && Annotations.find(type, Annotations.DATABASE).isPresent();
    }
}
