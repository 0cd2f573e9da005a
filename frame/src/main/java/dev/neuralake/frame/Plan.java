package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lazy frame will do, as a tree. Every expression in it is resolved and checked, every schema known. Immutable;
 * {@link LazyFrame} makes plans, a {@link Runner} runs them.
 */
public sealed interface Plan {
    /** The columns of the result. */
    Schema schema();

    /** The plans whose rows this one takes, in order. */
    default List<Plan> inputs() {
        return switch (this) {
            case Scan _ -> List.of();
            case Filter filter -> List.of(filter.input);
            case Project project -> List.of(project.input);
            case Join join -> List.of(join.left, join.right);
            case Group group -> List.of(group.input);
            case Sort sort -> List.of(sort.input);
            case Limit limit -> List.of(limit.input);
            case Distinct distinct -> List.of(distinct.input);
            case Union union -> union.inputs;
            case Explode explode -> List.of(explode.input);
        };
    }

    /** All rows of a source. */
    record Scan(Source source, Schema schema) implements Plan {}

    /** The rows for which the condition is true. */
    record Filter(Plan input, Expr condition) implements Plan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /** One row for each, of these columns. */
    record Project(Plan input, List<Output> outputs) implements Plan {
        public Project {
            outputs = List.copyOf(outputs);
        }

        @Override
        public Schema schema() {
            return schemaOf(outputs);
        }
    }

    /**
     * Pairs of rows.
     *
     * @param condition over {@link Node.Side#LEFT} and {@link Node.Side#RIGHT} columns; true for a cross join
     * @param outputs over the same; for semi and anti joins the left columns
     */
    record Join(Plan left, Plan right, JoinKind kind, Expr condition, List<Output> outputs) implements Plan {
        public Join {
            outputs = List.copyOf(outputs);
        }

        @Override
        public Schema schema() {
            return schemaOf(outputs);
        }
    }

    /** One row for each distinct combination of keys; without keys, one row. */
    record Group(Plan input, List<Output> keys, List<Output> aggregates) implements Plan {
        public Group {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }

        @Override
        public Schema schema() {
            List<Output> all = new ArrayList<>(keys);
            all.addAll(aggregates);
            return schemaOf(all);
        }
    }

    /** The rows in order. */
    record Sort(Plan input, List<SortKey> keys) implements Plan {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /**
     * The rows from {@code offset} on, at most {@code count}.
     *
     * @param count {@link Long#MAX_VALUE} for all
     */
    record Limit(Plan input, long offset, long count) implements Plan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /** Equal rows once; null equals null. */
    record Distinct(Plan input) implements Plan {
        @Override
        public Schema schema() {
            return input.schema();
        }
    }

    /** The rows of all inputs, whose columns have the same names and types in the same order. */
    record Union(List<Plan> inputs) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
        }

        @Override
        public Schema schema() {
            Schema schema = inputs.getFirst().schema();
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < schema.size(); i++) {
                int index = i;
                boolean nullable = inputs.stream()
                        .anyMatch(input -> input.schema().columns().get(index).nullable());
                columns.add(schema.columns().get(i).withNullable(nullable));
            }
            return new Schema(columns);
        }
    }

    /**
     * One row for each element of a list, which takes the list's place.
     *
     * @param outer whether a row whose list is empty or null stays, with null as the element
     */
    record Explode(Plan input, String column, boolean outer, Schema schema) implements Plan {}

    private static Schema schemaOf(List<Output> outputs) {
        return new Schema(outputs.stream().map(Output::column).toList());
    }
}
