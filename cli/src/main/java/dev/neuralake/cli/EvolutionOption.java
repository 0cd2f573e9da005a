package dev.neuralake.cli;

import picocli.CommandLine.Option;

/** Whether rows bring their columns along. */
final class EvolutionOption {
    @Option(names = "--merge-schema", description = "Add the columns that the table does not have.")
    private boolean mergeSchema;

    /** What asks for it behind the verb of a statement. */
    String clause() {
        return mergeSchema ? " WITH SCHEMA EVOLUTION" : "";
    }
}
