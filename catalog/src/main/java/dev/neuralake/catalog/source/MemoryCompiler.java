package dev.neuralake.catalog.source;

import dev.neuralake.processor.CatalogProcessor;
import dev.neuralake.types.NeuralakeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles one file with the annotation processor; nothing is written to disk. */
final class MemoryCompiler {
    private static final List<String> OPTIONS = List.of(
            // Without it, javac runs no processor that was not asked for by name from some version on.
            "-proc:full", "-parameters", "-g", "-nowarn", "-Xlint:none", "-implicit:none");

    private MemoryCompiler() {}

    /**
     * Compiles against this program's class path.
     *
     * @throws NeuralakeException where the file does not compile, with what javac says about it
     */
    static CompiledClasses compile(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new NeuralakeException(
                    "Cannot compile " + file + ": this Java runtime has no compiler (start Neuralake with a JDK)");
        }
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager disk = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Outputs outputs = new Outputs(disk)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(messages, outputs, null, OPTIONS, null, disk.getJavaFileObjects(file));
            task.setProcessors(List.of(new CatalogProcessor()));
            if (!task.call()) {
                throw new NeuralakeException(
                        "Cannot compile " + file + ":\n" + messages.toString().stripTrailing());
            }
            return new CompiledClasses(outputs.bytes(), CatalogSource.class.getClassLoader());
        } catch (IOException e) {
            throw new NeuralakeException("Cannot compile " + file + ": " + e.getMessage(), e);
        }
    }

    /** Keeps what the compiler writes; reads everything else from disk. */
    private static final class Outputs extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, MemoryFile> files = new HashMap<>();

        Outputs(StandardJavaFileManager disk) {
            super(disk);
        }

        Map<String, byte[]> bytes() {
            Map<String, byte[]> bytes = new HashMap<>();
            files.forEach((path, file) -> bytes.put(path, file.written()));
            return bytes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                @Nullable FileObject sibling) {
            return file(className.replace('.', '/') + kind.extension, kind);
        }

        @Override
        public FileObject getFileForOutput(
                JavaFileManager.Location location, String packageName, String name, @Nullable FileObject sibling) {
            String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
            return file(folder + name, JavaFileObject.Kind.OTHER);
        }

        private MemoryFile file(String path, JavaFileObject.Kind kind) {
            return files.computeIfAbsent(path, _ -> new MemoryFile(path, kind));
        }
    }

    /** A file that exists once it was written. */
    private static final class MemoryFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        MemoryFile(String path, JavaFileObject.Kind kind) {
            super(URI.create("memory:/" + path.replace("$", "%24")), kind);
        }

        byte[] written() {
            return content.toByteArray();
        }

        @Override
        public OutputStream openOutputStream() {
            content.reset();
            return content;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            if (content.size() == 0) {
                throw new NoSuchFileException(getName());
            }
            return new ByteArrayInputStream(written());
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content.toString(StandardCharsets.UTF_8);
        }
    }
}
