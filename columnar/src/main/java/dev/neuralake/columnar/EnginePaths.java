package dev.neuralake.columnar;

import dev.neuralake.types.Sql;
import java.nio.file.Path;

/** Paths in the engine's SQL. */
public final class EnginePaths {
    private EnginePaths() {}

    /**
     * A path as a text in quotes for {@code read_parquet} and its like, which take a path for a pattern: whatever
     * {@code *}, {@code ?} and brackets its name has, it stands for this one file.
     */
    public static String exactly(Path path) {
        return Sql.text(path.toString().replaceAll("[\\[*?]", "[$0]"));
    }
}
