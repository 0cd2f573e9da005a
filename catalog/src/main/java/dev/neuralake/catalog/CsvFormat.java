package dev.neuralake.catalog;

import dev.neuralake.columnar.Engine;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * CSV: the first line tells the names. The engine is told names and types one by one, so that it guesses nothing while
 * it reads.
 */
record CsvFormat(CsvTable table) implements FileFormat {

    @Override
    public Reading read(DataFiles files, Engine engine) {
        Schema declared = table.declaredSchema().orElse(null);
        char delimiter = table.delimiterOf(files.paths().getFirst());
        List<String> names = names(files, delimiter, declared);
        if (declared == null) {
            List<Column> sniffed = sniff(files, delimiter, names, engine);
            Schema all = new Schema(sniffed);
            return new Reading(all, scan(files, delimiter, sniffed.subList(0, names.size()), all));
        }
        requireDeclared(declared, names, files);
        List<Column> inFile = names.stream()
                .map(name -> declared.find(name)
                        .map(column -> column.withName(name))
                        .orElse(Column.of(name, Primitive.STRING)))
                .toList();
        return new Reading(declared, scan(files, delimiter, inFile, declared));
    }

    private Relation scan(DataFiles files, char delimiter, List<Column> inFile, Schema columns) {
        EngineScan scan = scan(files, delimiter)
                .withPartitions(columns)
                .with("auto_detect", "false")
                .with("columns", EngineScan.types(inFile));
        return new Relation.Scan(
                scan.select(columns.names().stream().map(Sql::quote).collect(Collectors.joining(", "))));
    }

    private EngineScan scan(DataFiles files, char delimiter) {
        String quote = Sql.text(String.valueOf(table.quoteSign()));
        return new EngineScan("read_csv", files)
                .with("header", String.valueOf(table.hasHeader()))
                .with("delim", Sql.text(String.valueOf(delimiter)))
                .with("quote", quote)
                .with("escape", quote)
                .with("nullstr", Sql.text(table.textOfNull()))
                .with("strict_mode", "true");
    }

    /** Lets the engine guess types; where it cannot even cut the lines, says which one is to blame. */
    private List<Column> sniff(DataFiles files, char delimiter, List<String> names, Engine engine) {
        EngineScan scan = scan(files, delimiter)
                .withPartitions(null)
                .with("names", names.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]")))
                .withSample();
        try {
            return scan.describe(engine).columns();
        } catch (NeuralakeException e) {
            for (Path file : files.paths()) {
                String raggedness = CsvHeader.raggedness(file, delimiter, table.quoteSign());
                if (!raggedness.isEmpty()) {
                    throw new NeuralakeException("file " + file + ": " + raggedness, e);
                }
            }
            throw e;
        }
    }

    /** The names of the columns in the files, which must be the same in all. */
    private List<String> names(DataFiles files, char delimiter, @Nullable Schema declared) {
        Path first = files.paths().getFirst();
        List<String> fields = CsvHeader.fields(first, delimiter, table.quoteSign());
        if (fields.isEmpty()) {
            throw new NeuralakeException("file " + first + " is empty: there is no line that tells its columns");
        }
        if (!table.hasHeader()) {
            return positional(fields.size(), files, declared);
        }
        for (Path file : files.paths()) {
            List<String> other = CsvHeader.fields(file, delimiter, table.quoteSign());
            if (!other.equals(fields)) {
                throw new NeuralakeException("file " + file + " has the columns " + String.join(", ", other)
                        + ", but file " + first + " has " + String.join(", ", fields) + " (make a table of each)");
            }
        }
        return unique(fields);
    }

    private static List<String> positional(int fields, DataFiles files, @Nullable Schema declared) {
        if (declared == null) {
            return IntStream.range(0, fields).mapToObj(i -> "column" + i).toList();
        }
        List<String> partitions = files.partitionColumns();
        List<String> names = declared.names().stream()
                .filter(name -> partitions.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        if (names.size() != fields) {
            throw new NeuralakeException("file " + files.paths().getFirst() + " has " + CsvHeader.count(fields)
                    + " a line, but " + names.size() + " columns are declared");
        }
        return names;
    }

    /** Names that are empty or stand there already get a number. */
    private static List<String> unique(List<String> fields) {
        Set<String> seen = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String field : fields) {
            String wanted = field.strip().isEmpty() ? "column" + names.size() : field.strip();
            String name = wanted;
            for (int i = 1; !seen.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = wanted + "_" + i;
            }
            names.add(name);
        }
        return names;
    }

    private static void requireDeclared(Schema declared, List<String> names, DataFiles files) {
        List<String> available = new ArrayList<>(names);
        available.addAll(files.partitionColumns());
        for (String name : declared.names()) {
            if (available.stream().noneMatch(name::equalsIgnoreCase)) {
                throw new NeuralakeException("file " + files.paths().getFirst() + " has no column '" + name + "'; "
                        + Nearest.among("columns", name, available));
            }
        }
    }
}
