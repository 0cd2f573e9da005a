package dev.neuralake.cli;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.StoredTable;
import dev.neuralake.catalog.TableKind;
import dev.neuralake.columnar.format.Format;
import dev.neuralake.delta.CommitEntry;
import dev.neuralake.types.NeuralakeException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "history")
final class HistoryCommand extends TableCommand {
    /** A version, for programs. */
    record Entry(
            long version,
            Instant time,
            Optional<String> operation,
            Map<String, String> metrics,
            Optional<String> engine) {
        static Entry of(CommitEntry commit) {
            return new Entry(
                    commit.version(),
                    commit.timestamp(),
                    Optional.ofNullable(commit.operation()),
                    commit.metrics(),
                    Optional.ofNullable(commit.engine()));
        }
    }

    /** What the metrics of common writers count, by the names that Delta gave them. */
    private static final Map<String, String> COUNTED = new LinkedHashMap<>();

    static {
        COUNTED.put("numOutputRows", "row");
        COUNTED.put("numFiles", "file");
        COUNTED.put("numAddedFiles", "new file");
        COUNTED.put("numRemovedFiles", "removed file");
    }

    HistoryCommand(Console console) {
        super(console);
    }

    @Override
    void answer(OpenCatalog open, Format format) throws IOException {
        CatalogTable table = table(open);
        List<CommitEntry> history = stored(table, open.catalog()).history();
        if (history.isEmpty()) {
            console.say("Table " + open.shortName(table) + " has no versions yet: its first write creates it.");
        }
        if (format != Format.TABLE) {
            print(format, Entry.class, history.stream().map(Entry::of).toList());
        } else if (!history.isEmpty()) {
            print(history);
        }
    }

    private void print(List<CommitEntry> history) {
        TextTable table = new TextTable("version", "time", "operation", "what");
        for (CommitEntry entry : history) {
            table.row(
                    Long.toString(entry.version()),
                    entry.timestamp().truncatedTo(ChronoUnit.SECONDS).toString(),
                    operation(entry),
                    what(entry.metrics()));
        }
        table.print(console);
    }

    private static StoredTable stored(CatalogTable table, Catalog catalog) {
        if (table.kind() != TableKind.DELTA) {
            table.problem().ifPresent(problem -> {
                throw problem;
            });
            throw new NeuralakeException("Cannot tell the history of table " + table.qualifiedName() + ": it is a "
                    + table.kind() + " table, and only Delta tables keep their versions");
        }
        return catalog.delta(table.qualifiedName());
    }

    /** {@code WRITE append}: Delta calls both ways of writing by one name. */
    private static String operation(CommitEntry entry) {
        String operation = Objects.requireNonNullElse(entry.operation(), "");
        return entry.parameters().get("mode") instanceof String mode
                ? operation + " " + mode.toLowerCase(Locale.ROOT)
                : operation;
    }

    private static String what(Map<String, String> metrics) {
        List<String> counts = new ArrayList<>();
        COUNTED.forEach((metric, noun) -> {
            String count = metrics.get(metric);
            if (count != null && count.matches("[1-9]\\d{0,17}")) {
                counts.add(Prose.count(Long.parseLong(count), noun));
            }
        });
        return String.join(", ", counts);
    }
}
