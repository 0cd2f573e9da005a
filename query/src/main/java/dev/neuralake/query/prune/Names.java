package dev.neuralake.query.prune;

import dev.neuralake.delta.PredicateReader.Target;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.DataType.StructType;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the column of one relation that names in a statement stand for, among the relations behind one FROM. */
record Names(From from, Relation relation, Schema schema) {

    Optional<Target> find(List<String> names) {
        if (names.size() > 1 && isAlias(names.getFirst())) {
            return names.getFirst().equalsIgnoreCase(relation.alias())
                    ? column(names.subList(1, names.size()))
                    : Optional.empty();
        }
        boolean alone = from.relations.size() == 1;
        return alone || !from.isMerged(names.getFirst()) ? column(names) : Optional.empty();
    }

    /** Whether a name is that of a relation here, which comes before a struct of that name. */
    private boolean isAlias(String name) {
        return from.relations.stream().anyMatch(other -> other.alias().equalsIgnoreCase(name));
    }

    private Optional<Target> column(List<String> names) {
        List<String> path = new ArrayList<>();
        Optional<Column> column = schema.find(names.getFirst());
        for (int i = 1; i <= names.size() && column.isPresent(); i++) {
            path.add(column.get().name());
            DataType type = column.get().type();
            if (i == names.size()) {
                return Optional.of(new Target(path, type));
            }
            String next = names.get(i);
            column = type instanceof StructType(var fields)
                    ? fields.stream()
                            .filter(inner -> inner.name().equalsIgnoreCase(next))
                            .findFirst()
                    : Optional.empty();
        }
        return Optional.empty();
    }
}
