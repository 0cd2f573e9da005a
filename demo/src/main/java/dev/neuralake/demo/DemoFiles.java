package dev.neuralake.demo;

import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The data files that come with the demo; tables over files need them unpacked. */
final class DemoFiles {
    private DemoFiles() {}

    /** A file of the demo in the system's temporary folder, unpacked there where it isn't yet. */
    static Path unpacked(String name) {
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir"), "neuralake-" + System.getProperty("user.name"), "demo");
        Path file = folder.resolve(name);
        try {
            URLConnection resource = Objects.requireNonNull(DemoFiles.class.getResource("data/" + name), name)
                    .openConnection();
            if (Files.isRegularFile(file) && Files.size(file) == resource.getContentLengthLong()) {
                return file;
            }
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, ".", name);
            try (InputStream in = resource.getInputStream()) {
                Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            }
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new NeuralakeException(
                    "Cannot unpack the demo's " + name + " to " + folder + ": " + failure, failure);
        }
    }
}
