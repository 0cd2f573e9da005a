package dev.neuralake.catalog;

import dev.neuralake.catalog.DatabaseClass.Declaration;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tables of a catalog, and how a name finds one. */
final class Tables {
    private final List<CatalogDatabase> databases;
    private final Map<String, List<CatalogTable>> byName = new HashMap<>();

    Tables(Catalog catalog, Collection<DatabaseClass> classes, Collection<Declaration> declarations) {
        Map<String, CatalogTable> byQualifiedName = new HashMap<>();
        Map<String, List<CatalogTable>> byDatabase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Declaration declaration : declarations) {
            CatalogTable table = new CatalogTable(catalog, declaration);
            CatalogTable first = byQualifiedName.putIfAbsent(fold(table.qualifiedName()), table);
            if (first != null) {
                throw twice(table, first);
            }
            byDatabase.computeIfAbsent(table.database(), _ -> new ArrayList<>()).add(table);
            byName.computeIfAbsent(fold(table.name()), _ -> new ArrayList<>()).add(table);
        }
        Map<String, String> descriptions = descriptions(classes);
        databases = byDatabase.entrySet().stream()
                .map(entry -> new CatalogDatabase(
                        entry.getKey(), descriptions.getOrDefault(fold(entry.getKey()), ""), entry.getValue()))
                .toList();
    }

    private static Map<String, String> descriptions(Collection<DatabaseClass> classes) {
        return classes.stream()
                .filter(type -> !type.description().isEmpty())
                .collect(Collectors.toMap(
                        type -> fold(type.name()), DatabaseClass::description, (one, other) -> one + "\n\n" + other));
    }

    private static NeuralakeException twice(CatalogTable table, CatalogTable first) {
        String by = first.origin().map(origin -> " by " + origin).orElse("");
        return new NeuralakeException("Cannot add table '" + table.qualifiedName() + "': there is '"
                + first.qualifiedName() + "' already" + by + " (rename one)");
    }

    List<CatalogDatabase> databases() {
        return databases;
    }

    List<CatalogTable> all() {
        return databases.stream()
                .flatMap(database -> database.tables().stream())
                .toList();
    }

    Optional<CatalogTable> find(String name) {
        int dot = name.indexOf('.');
        List<CatalogTable> candidates = byName.getOrDefault(fold(name.substring(dot + 1)), List.of()).stream()
                .filter(table -> dot < 0 || table.database().equalsIgnoreCase(name.substring(0, dot)))
                .toList();
        if (candidates.size() > 1) {
            throw new UnknownTableException("Cannot tell which table '" + name + "' is meant: there are "
                    + candidates.stream().map(CatalogTable::qualifiedName).collect(Collectors.joining(" and "))
                    + " (write one of these)");
        }
        return candidates.stream().findFirst();
    }

    CatalogTable entry(String name) {
        return find(name).orElseThrow(() -> {
            List<String> names = all().stream()
                    .map(table -> name.indexOf('.') >= 0 ? table.qualifiedName() : table.name())
                    .distinct()
                    .toList();
            return new UnknownTableException(
                    "Cannot find table '" + name + "': " + Nearest.among("tables", name, names));
        });
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
