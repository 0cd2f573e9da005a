package dev.neuralake.columnar;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine may use.
 *
 * @param memoryLimitBytes memory for query execution, beyond which it spills to disk; 0 leaves the engine's default, 80
 *     % of the machine. Arrow batches in Java's hands are not counted
 * @param threads worker threads; 0 means as many as there are cores
 * @param tempDirectory where the engine spills, created on demand; null switches spilling off
 * @param tempLimitBytes the most that it may spill; 0 leaves the engine's default, 90 % of the free space
 * @param allowedDirectories when not empty, the engine reads and writes files below these folders alone, and its
 *     settings can no longer be changed. It still writes to them: what SQL may do there is the caller's to decide
 */
public record EngineSettings(
        long memoryLimitBytes,
        int threads,
        @Nullable Path tempDirectory,
        long tempLimitBytes,
        List<Path> allowedDirectories) {

    public EngineSettings {
        if (memoryLimitBytes < 0 || threads < 0 || tempLimitBytes < 0) {
            throw new IllegalArgumentException("engine settings are not negative");
        }
        allowedDirectories = List.copyOf(allowedDirectories);
    }

    /** Everything the engine's own default, files anywhere, no spilling. */
    public static EngineSettings defaults() {
        return new EngineSettings(0, 0, null, 0, List.of());
    }

    public EngineSettings withMemoryLimitBytes(long limit) {
        return new EngineSettings(limit, threads, tempDirectory, tempLimitBytes, allowedDirectories);
    }

    public EngineSettings withThreads(int count) {
        return new EngineSettings(memoryLimitBytes, count, tempDirectory, tempLimitBytes, allowedDirectories);
    }

    public EngineSettings withTempDirectory(Path directory) {
        return new EngineSettings(memoryLimitBytes, threads, directory, tempLimitBytes, allowedDirectories);
    }

    public EngineSettings withTempLimitBytes(long limit) {
        return new EngineSettings(memoryLimitBytes, threads, tempDirectory, limit, allowedDirectories);
    }

    public EngineSettings withAllowedDirectories(List<Path> directories) {
        return new EngineSettings(memoryLimitBytes, threads, tempDirectory, tempLimitBytes, directories);
    }
}
