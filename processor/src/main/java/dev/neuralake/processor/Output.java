package dev.neuralake.processor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;

/** Writes the processor's files; each names the classes it was made from, for compilers that recompile a part. */
final class Output {
    private Output() {}

    static void resource(Filer filer, Reporter reporter, String path, String text, Element... origins) {
        try (OutputStream out = filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origins)
                .openOutputStream()) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            reporter.error(origins[0], "Cannot write " + path + ": " + e.getMessage());
        }
    }

    static void source(Filer filer, Reporter reporter, String qualifiedName, String text, Element... origins) {
        try (Writer out = filer.createSourceFile(qualifiedName, origins).openWriter()) {
            out.write(text);
        } catch (IOException e) {
            reporter.error(
                    origins[0],
                    "Cannot generate class " + qualifiedName + ": " + e.getMessage() + " (rename that class)");
        }
    }
}
