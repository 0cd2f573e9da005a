package dev.neuralake.delta;

import dev.neuralake.delta.action.Metadata;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.Primitive;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which columns of a table get statistics: those that {@code delta.dataSkippingStatsColumns} names, with all that is in
 * them, or else the first so many of {@code delta.dataSkippingNumIndexedCols}.
 */
final class StatisticsColumns {
    static final String NAMES = "delta.dataSkippingStatsColumns";
    private static final String COUNT = "delta.dataSkippingNumIndexedCols";

    /** One step of a column's path, and what follows it. */
    private static final Pattern STEP = Pattern.compile("\\s*(?:`((?:[^`]|``)+)`|([^`.,]*[^`.,\\s]))\\s*([.,]|$)");

    private static final Pattern PLAIN = Pattern.compile("\\w+");

    private StatisticsColumns() {}

    /**
     * The leaves of a file's columns that get statistics.
     *
     * @param stored the columns of the file, by their names in it
     */
    static Set<List<String>> of(Metadata metadata, List<Column> stored) {
        List<List<String>> leaves = new ArrayList<>();
        addLeaves(List.of(), stored, leaves);
        Optional<List<List<String>>> names =
                Optional.ofNullable(metadata.configuration().get(NAMES)).flatMap(StatisticsColumns::parse);
        if (names.isEmpty()) {
            int count = Integer.parseInt(metadata.property(COUNT, "32"));
            return new HashSet<>(count < 0 ? leaves : leaves.subList(0, Math.min(count, leaves.size())));
        }
        Set<List<String>> named = names.get().stream()
                .flatMap(path -> ColumnMapping.find(metadata, path).stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return leaves.stream().filter(leaf -> isIn(leaf, named)).collect(Collectors.toSet());
    }

    private static void addLeaves(List<String> parent, List<Column> columns, List<List<String>> leaves) {
        for (Column column : columns) {
            List<String> path = new ArrayList<>(parent);
            path.add(column.name());
            if (column.type() instanceof StructType struct) {
                addLeaves(path, struct.fields(), leaves);
            } else {
                leaves.add(path);
            }
        }
    }

    private static boolean isIn(List<String> leaf, Set<List<String>> named) {
        for (int length = 1; length <= leaf.size(); length++) {
            if (named.contains(leaf.subList(0, length))) {
                return true;
            }
        }
        return false;
    }

    /** The paths of a list of columns; empty where it is none. */
    private static Optional<List<List<String>>> parse(String text) {
        List<List<String>> paths = new ArrayList<>();
        List<String> path = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        boolean open = !text.isBlank();
        while (open) {
            if (!step.find(at) || step.start() != at) {
                return Optional.empty();
            }
            path.add(step.group(1) == null ? step.group(2) : step.group(1).replace("``", "`"));
            open = !step.group(3).isEmpty();
            if (!step.group(3).equals(".")) {
                paths.add(List.copyOf(path));
                path.clear();
            }
            at = step.end();
        }
        return Optional.of(paths);
    }

    private static String text(List<List<String>> paths) {
        return paths.stream()
                .map(path -> path.stream().map(StatisticsColumns::quoted).collect(Collectors.joining(".")))
                .collect(Collectors.joining(","));
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
    }

    /**
     * Refuses names that Spark would refuse.
     *
     * @throws NeuralakeException where there is no such column, or none that has bounds, or one is named twice
     */
    static void requireValid(Metadata metadata, String table) {
        String text = metadata.configuration().get(NAMES);
        if (text == null) {
            return;
        }
        Set<List<String>> seen = new HashSet<>();
        for (List<String> path : parse(text).orElseThrow(() -> bad(table, text, "it is no list of columns"))) {
            requireColumn(metadata, path, table, text);
            List<String> lower =
                    path.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
            boolean twice = seen.stream().anyMatch(other -> isIn(lower, Set.of(other)) || isIn(other, Set.of(lower)));
            if (twice) {
                throw bad(table, text, "column " + text(List.of(path)) + " is in it twice");
            }
            seen.add(lower);
        }
        // Spark takes special characters in backticks alone.
        for (String part : text.split("`(?:[^`]|``)+`", -1)) {
            if (!part.replaceAll("[\\s.,]", "").matches("\\w*")) {
                throw bad(table, text, "a name of more than letters, digits and '_' stands in backticks");
            }
        }
    }

    private static void requireColumn(Metadata metadata, List<String> path, String table, String text) {
        String name = text(List.of(path));
        if (path.size() == 1
                && metadata.partitionColumns().stream().anyMatch(column -> column.equalsIgnoreCase(path.getFirst()))) {
            throw bad(table, text, "the table is partitioned by " + name + ", so every file tells its value anyway");
        }
        DataType type = ColumnMapping.find(metadata, path)
                .map(Map.Entry::getValue)
                .orElseThrow(() -> bad(
                        table,
                        text,
                        "there is no column " + name + "; "
                                + Nearest.among(
                                        "columns",
                                        path.getFirst(),
                                        metadata.schema().names())));
        if (path.size() == 1 && !(type instanceof StructType) && !hasBounds(type)) {
            throw bad(table, text, "column " + name + " is of type " + type + ", which has no bounds");
        }
    }

    /** Whether the least and the greatest value of a column are kept. */
    static boolean hasBounds(DataType type) {
        return !type.isNested() && type != Primitive.BINARY && type != Primitive.BOOLEAN && type != Primitive.VARIANT;
    }

    private static NeuralakeException bad(String table, String text, String reason) {
        return new NeuralakeException("Cannot use '" + text + "' as " + NAMES + " of table " + table + ": " + reason
                + " (such as 'id, address.city, `odd-name`')");
    }

    /** The properties of a table with a column's new name. */
    static Map<String, String> renamed(Metadata metadata, List<String> column, String name) {
        return changed(
                metadata,
                paths -> paths.stream()
                        .map(path -> {
                            if (!startsWith(path, column)) {
                                return path;
                            }
                            List<String> changed = new ArrayList<>(path);
                            changed.set(column.size() - 1, name);
                            return List.copyOf(changed);
                        })
                        .toList());
    }

    /** The properties of a table without a column. */
    static Map<String, String> dropped(Metadata metadata, List<String> column) {
        return changed(
                metadata,
                paths ->
                        paths.stream().filter(path -> !startsWith(path, column)).toList());
    }

    private static Map<String, String> changed(Metadata metadata, UnaryOperator<List<List<String>>> change) {
        Map<String, String> configuration = new LinkedHashMap<>(metadata.configuration());
        String text = configuration.get(NAMES);
        if (text != null) {
            parse(text).ifPresent(paths -> {
                List<List<String>> changed = change.apply(paths);
                if (!changed.equals(paths)) {
                    configuration.put(NAMES, text(changed));
                }
            });
        }
        return configuration;
    }

    private static boolean startsWith(List<String> path, List<String> column) {
        if (path.size() < column.size()) {
            return false;
        }
        for (int i = 0; i < column.size(); i++) {
            if (!path.get(i).equalsIgnoreCase(column.get(i))) {
                return false;
            }
        }
        return true;
    }
}
