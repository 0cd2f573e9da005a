package dev.neuralake.cli;

import dev.neuralake.catalog.Execution;
import dev.neuralake.frame.DataFrame;
import dev.neuralake.types.Column;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "detail")
final class DetailCommand extends StatementCommand {
    DetailCommand(Console console) {
        super(console);
    }

    @Override
    String statement(OpenCatalog open, String table) {
        return "DESCRIBE DETAIL " + table;
    }

    /** A line a fact: in one row they would not fit. */
    @Override
    void show(Execution execution) {
        DataFrame rows = Objects.requireNonNull(execution.rows());
        TextTable facts = new TextTable("what", "value");
        for (Column column : rows.schema().columns()) {
            String text = text(column.name(), rows.row(0).value(column.name()));
            if (!text.isEmpty()) {
                facts.row(column.name(), text);
            }
        }
        facts.print(console);
    }

    private static String text(String fact, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                String.join(", ", list.stream().map(String::valueOf).toList());
            case Map<?, ?> map ->
                String.join(
                        ", ",
                        new TreeMap<>(map)
                                .entrySet().stream().map(String::valueOf).toList());
            case Long bytes when fact.equals("sizeInBytes") -> Bytes.text(bytes);
            default -> value.toString();
        };
    }
}
