package dev.neuralake.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * Calls when a file has changed. It looks at time and size several times a second: that works on every file system and
 * however an editor saves, where notifications do not.
 */
final class FileWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Path file;
    private final Runnable changed;
    private final Thread thread;
    private byte[] content;
    private String stamp;

    private FileWatch(Path file, Runnable changed) {
        this.file = file;
        this.changed = changed;
        this.stamp = stamp();
        this.content = content();
        this.thread = Thread.ofVirtual().name("neuralake-watch").unstarted(this::watch);
    }

    static FileWatch start(Path file, Runnable changed) {
        FileWatch watch = new FileWatch(file, changed);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException closed) {
                return;
            }
            look();
        }
    }

    /** A file that was only touched, or that an editor is in the midst of replacing, is no change. */
    private void look() {
        String now = stamp();
        if (now.isEmpty() || now.equals(stamp)) {
            return;
        }
        byte[] read = content();
        stamp = now;
        if (read.length > 0 && !Arrays.equals(read, content)) {
            content = read;
            changed.run();
        }
    }

    private String stamp() {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException gone) {
            return "";
        }
    }

    private byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException replaced) {
            return new byte[0];
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
