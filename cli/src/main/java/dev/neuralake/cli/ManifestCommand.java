package dev.neuralake.cli;

import picocli.CommandLine.Command;

@Command(name = "manifest")
final class ManifestCommand extends StatementCommand {
    ManifestCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "GENERATE symlink_format_manifest FOR TABLE " + table;
    }
}
