package dev.neuralake.query;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.Relation;
import dev.neuralake.query.gate.Mention;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose tables are found, those of its views too.
 *
 * @param inputs what stands where the statement mentions a table, by {@link Mention#index()}
 */
record Resolved(Statement statement, List<Input> inputs) {
    Resolved {
        inputs = List.copyOf(inputs);
    }

    /** What a mention stands for. */
    sealed interface Input {
        Mention mention();
    }

    /** The list of the catalog's tables. */
    record Listing(Mention mention) implements Input {}

    /**
     * A table.
     *
     * @param repeats whether its rows may be asked for more than once, here or through the view that it stands in
     */
    record Table(Mention mention, CatalogTable table, Relation relation, boolean repeats) implements Input {}

    /** A view, by the statement that it is. */
    record View(Mention mention, CatalogTable table, Resolved definition) implements Input {}

    /** All tables and views, in the order of the text. */
    Stream<Input> all() {
        return inputs.stream()
                .flatMap(input -> input instanceof View view
                        ? Stream.concat(Stream.of(view), view.definition.all())
                        : Stream.of(input));
    }

    /** The table of an input; null for the list of tables. */
    static @Nullable CatalogTable table(Input input) {
        return switch (input) {
            case Listing _ -> null;
            case Table table -> table.table;
            case View view -> view.table;
        };
    }
}
