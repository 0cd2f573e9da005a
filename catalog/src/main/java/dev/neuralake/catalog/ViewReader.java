package dev.neuralake.catalog;

import dev.neuralake.frame.LazyFrame;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a view's plan. To know its columns, the plan asks for those of the tables it reads, and so for other views'
 * plans, on the same thread: a view that is asked for while it is being made reads itself.
 */
final class ViewReader implements TableReader {
    private static final ThreadLocal<Deque<TableName>> IN_THE_MAKING = ThreadLocal.withInitial(ArrayDeque::new);

    private final Catalog catalog;
    private final TableName name;
    private final View view;

    ViewReader(Catalog catalog, TableName name, View view) {
        this.catalog = catalog;
        this.name = name;
        this.view = view;
    }

    @Override
    public Schema schema() {
        return frame().schema();
    }

    @Override
    public Relation relation() {
        return new Relation.Derived(frame());
    }

    private LazyFrame frame() {
        Deque<TableName> path = IN_THE_MAKING.get();
        if (path.contains(name)) {
            String circle = Stream.concat(path.stream().dropWhile(other -> !other.equals(name)), Stream.of(name))
                    .map(TableName::toString)
                    .collect(Collectors.joining(" → "));
            throw new NeuralakeException("the view reads itself (" + circle + ")");
        }
        path.addLast(name);
        try {
            return view.frame(catalog);
        } finally {
            path.removeLast();
            if (path.isEmpty()) {
                IN_THE_MAKING.remove();
            }
        }
    }
}
