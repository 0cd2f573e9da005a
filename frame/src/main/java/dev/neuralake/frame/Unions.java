package dev.neuralake.frame;

import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Nearest;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.List;

/** Makes the node of a union: brings the columns of all inputs, found by name, to one order and type. */
final class Unions {
    private final Planner planner;

    Unions(Planner planner) {
        this.planner = planner;
    }

    Plan union(List<Plan> inputs) {
        Schema first = inputs.getFirst().schema();
        inputs.forEach(input -> requireSameNames(first, input.schema()));
        List<Column> target = new ArrayList<>();
        for (Column column : first.columns()) {
            DataType type = column.type();
            for (Plan input : inputs) {
                type = common(column, type, input.schema().column(column.name()).type());
            }
            target.add(column.withType(type));
        }
        return new Plan.Union(
                inputs.stream().map(input -> aligned(input, target)).toList());
    }

    private static DataType common(Column column, DataType a, DataType b) {
        DataType common = Promotion.common(a, b);
        if (common == null) {
            throw new FrameException("Cannot union column '" + column.name() + "': it is " + a + " here and " + b
                    + " there (convert one with cast)");
        }
        return common;
    }

    private static void requireSameNames(Schema first, Schema other) {
        for (String name : first.names()) {
            if (!other.contains(name)) {
                throw missing(name, "the other frame", other);
            }
        }
        for (String name : other.names()) {
            if (!first.contains(name)) {
                throw missing(name, "the first frame", first);
            }
        }
    }

    private static FrameException missing(String name, String where, Schema schema) {
        return new FrameException(
                "Cannot union: column '" + name + "' is not in " + where + Nearest.hint(name, schema.names())
                        + " (add it there, for instance as lit(null).cast(…), or drop it here)");
    }

    private Plan aligned(Plan input, List<Column> target) {
        List<Expr> columns = new ArrayList<>();
        boolean same = true;
        for (int i = 0; i < target.size(); i++) {
            Column own = input.schema().column(target.get(i).name());
            same &= own.name().equals(input.schema().columns().get(i).name())
                    && own.name().equals(target.get(i).name())
                    && own.type().equals(target.get(i).type());
            columns.add(Planner.reference(own.name())
                    .cast(target.get(i).type())
                    .as(target.get(i).name()));
        }
        return same ? input : planner.project(input, columns);
    }
}
