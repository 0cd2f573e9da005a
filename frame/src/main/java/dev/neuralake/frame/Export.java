package dev.neuralake.frame;

import dev.neuralake.types.NeuralakeException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.UUID;

/** Writes a file whole or not at all: rows that fail half-way leave what was there before, or nothing. */
final class Export {
    private Export() {}

    /** What writes the rows, and counts them. */
    interface Rows {
        long write(OutputStream out) throws IOException;
    }

    static long to(Path file, Rows rows) {
        Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
        if (Files.isDirectory(file)) {
            throw new NeuralakeException("Cannot write " + file + ": it is a folder (name a file in it)");
        }
        try {
            boolean special = Files.exists(file) && !Files.isRegularFile(file);
            return special ? write(file, rows) : replace(Files.exists(file) ? file.toRealPath() : file, rows);
        } catch (IOException e) {
            throw new NeuralakeException("Cannot write " + file + ": " + reason(e, folder), e);
        }
    }

    /** A file of the same folder takes the place of the other in one step. */
    private static long replace(Path file, Rows rows) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".unfinished");
        try {
            long count = write(unfinished, rows);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static long write(Path file, Rows rows) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            return rows.write(out);
        }
    }

    private static String reason(IOException failure, Path folder) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no folder " + folder + " (create it)";
            case AccessDeniedException _ -> "folder " + folder + " cannot be written to";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
