package dev.neuralake.cli;

import dev.neuralake.types.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "create")
final class CreateCommand extends RowsCommand {
    @Option(
            names = "--columns",
            paramLabel = "DEFINITIONS",
            description = "No rows, but these columns: \"id BIGINT NOT NULL, name STRING\".")
    private @Nullable String columns;

    @Option(
            names = "--partitioned-by",
            paramLabel = "COLUMNS",
            split = ",",
            description = "A folder for each of their values.")
    private List<String> partitionedBy = List.of();

    @Option(
            names = "--clustered-by",
            paramLabel = "COLUMNS",
            split = ",",
            description = "What optimize orders rows by.")
    private List<String> clusteredBy = List.of();

    @Option(names = "--property", paramLabel = "KEY=VALUE", description = "A property of the table; repeatable.")
    private Map<String, String> properties = new LinkedHashMap<>();

    @Option(names = "--comment", paramLabel = "TEXT", description = "What the table is.")
    private @Nullable String comment;

    @Option(names = "--replace", description = "Replace the table that may be there; its earlier versions stay.")
    private boolean replace;

    CreateCommand(Console console) {
        super(console);
    }

    @Override
    String otherName() {
        return ", --columns";
    }

    @Override
    @Nullable
    String other() {
        return columns;
    }

    @Override
    boolean isWriting() {
        return true;
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "CREATE " + (replace ? "OR REPLACE " : "") + "TABLE " + table
                + (columns == null ? "" : " (" + columns + "\n)")
                + (partitionedBy.isEmpty() ? "" : " PARTITIONED BY " + SqlText.columns(partitionedBy))
                + (clusteredBy.isEmpty() ? "" : " CLUSTER BY " + SqlText.columns(clusteredBy))
                + (properties.isEmpty() ? "" : " TBLPROPERTIES " + propertyList())
                + (comment == null ? "" : " COMMENT " + Sql.text(comment))
                + (columns == null ? "\nAS " + rows(open) : "");
    }

    private String propertyList() {
        return properties.entrySet().stream()
                .map(entry -> Sql.text(entry.getKey()) + " = " + Sql.text(entry.getValue()))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
