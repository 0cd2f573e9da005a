package dev.neuralake.interop;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The other engines by name; each starts when it is first asked for. */
final class Engines {
    static final List<String> NAMES = List.of("Spark", "delta-rs", "polars", "duckdb");

    /** The table features that an engine refuses to read, in its own words, by engine and {@link OurTable}. */
    private static final Map<String, Map<String, String>> REFUSALS = Map.of(
            "delta-rs",
            Map.of("type widening", "[TypeWidening]", "types widened", "[TypeWidening]"),
            "polars",
            Map.of(
                    "v2 checkpoints", "['v2Checkpoint']",
                    "vectors in v2 checkpoints", "['v2Checkpoint']",
                    "columns mapped by name", "['columnMapping']",
                    "columns mapped by id", "['columnMapping']",
                    "mapped and partitioned", "['columnMapping']",
                    "columns changed", "['columnMapping']",
                    "type widening", "['typeWidening']",
                    "types widened", "['typeWidening']"));

    private Engines() {}

    static OtherEngine named(String name) {
        return name.equals("Spark")
                ? SparkProcess.spark()
                : PythonProcess.python().engine(name);
    }

    /** DuckDB's extension reads the partition columns of a table with mapped columns as null, Spark's tables included. */
    static boolean misreads(String engine, OurTable table) {
        return engine.equals("duckdb") && table.name().equals("mapped and partitioned");
    }

    /** The first version that an engine reads: those before have features that it does not know. */
    static long firstVersion(String engine, OurTable table, long latest) {
        boolean knowsAll = engine.equals("Spark") || engine.equals("duckdb");
        return table.name().equals("features dropped") && !knowsAll ? latest : 0;
    }

    /** What the engine says when it refuses a table; empty where it reads it. */
    static Optional<String> refusal(String engine, OurTable table) {
        return Optional.ofNullable(REFUSALS.getOrDefault(engine, Map.of()).get(table.name()));
    }
}
