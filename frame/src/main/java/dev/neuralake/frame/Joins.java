package dev.neuralake.frame;

import dev.neuralake.frame.Node.Ref;
import dev.neuralake.frame.Node.Side;
import dev.neuralake.types.Column;
import dev.neuralake.types.DataType;
import dev.neuralake.types.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the node of a join: its condition, and the names of its columns. */
final class Joins {
    private final Plan left;
    private final Plan right;
    private final JoinKind kind;
    private final On on;
    /** The right keys that are one column with their left key, by folded name. */
    private final Map<String, String> merged = new HashMap<>();

    private Joins(Plan left, Plan right, JoinKind kind, On on) {
        this.left = left;
        this.right = right;
        this.kind = kind;
        this.on = on;
    }

    static Plan join(Plan left, Plan right, JoinKind kind, On on) {
        return new Joins(left, right, kind, on).plan();
    }

    /** The same join over other inputs, whose columns have the same names. */
    static Plan rebuild(Plan.Join join, Plan left, Plan right, Expr condition) {
        Resolver resolver = new Resolver(Scope.of(left.schema(), right.schema()));
        List<Output> outputs = new ArrayList<>();
        for (Output output : join.outputs()) {
            Typed typed = resolver.resolve(output.expr());
            DataType type = Signature.typeOr(typed, output.column().type());
            outputs.add(new Output(output.column().withType(type), typed.expr()));
        }
        Expr resolved = resolver.condition(condition, "join").expr();
        return new Plan.Join(left, right, join.kind(), resolved, outputs);
    }

    private Plan plan() {
        Expr condition = kind == JoinKind.CROSS ? new Node.Literal(true) : condition();
        List<Output> outputs = new ArrayList<>();
        left.schema().columns().forEach(column -> outputs.add(leftOutput(column)));
        if (kind != JoinKind.SEMI && kind != JoinKind.ANTI) {
            addRight(outputs);
        }
        return new Plan.Join(left, right, kind, condition, outputs);
    }

    private Expr condition() {
        Resolver resolver = new Resolver(Scope.of(left.schema(), right.schema()));
        if (on.condition() != null) {
            Expr condition = resolver.condition(on.condition(), "join").expr();
            if (ExprTree.hasAggregate(condition) || ExprTree.hasWindow(condition)) {
                throw new FrameException("Cannot join on " + condition + ": it is an aggregate or a window");
            }
            return condition;
        }
        List<Expr> equalities = new ArrayList<>();
        for (int i = 0; i < on.left().size(); i++) {
            Typed l = resolver.resolve(new Ref(Side.LEFT, on.left().get(i)));
            Typed r = resolver.resolve(new Ref(Side.RIGHT, on.right().get(i)));
            Comparing.requireComparable(l, r);
            equalities.add(Node.call(Builtin.EQ, l.expr(), r.expr()));
            if (l.expr() instanceof Ref(var _, var leftName)
                    && r.expr() instanceof Ref(var _, var rightName)
                    && Names.fold(leftName).equals(Names.fold(rightName))) {
                merged.put(Names.fold(leftName), rightName);
            }
        }
        return equalities.stream().reduce(Expr::and).orElseThrow();
    }

    private Output leftOutput(Column column) {
        Expr ref = new Ref(Side.LEFT, column.name());
        String other = merged.get(Names.fold(column.name()));
        Column rightKey = other == null ? column : right.schema().column(other);
        if (other != null && kind == JoinKind.RIGHT) {
            return new Output(rightKey.withName(column.name()), new Ref(Side.RIGHT, other));
        }
        if (other != null && kind == JoinKind.FULL) {
            Typed either = new Resolver(Scope.of(left.schema(), right.schema()))
                    .resolve(Node.call(Builtin.COALESCE, ref, new Ref(Side.RIGHT, other)));
            boolean nullable = column.nullable() || rightKey.nullable();
            return new Output(
                    column.withType(Signature.typeOr(either, column.type())).withNullable(nullable), either.expr());
        }
        boolean nullable = column.nullable() || kind == JoinKind.RIGHT || kind == JoinKind.FULL;
        return new Output(column.withNullable(nullable), ref);
    }

    private void addRight(List<Output> outputs) {
        Schema schema = right.schema();
        Set<String> taken = new HashSet<>();
        left.schema().names().forEach(name -> taken.add(Names.fold(name)));
        for (Column column : schema.columns()) {
            if (merged.containsKey(Names.fold(column.name()))) {
                continue;
            }
            String name = taken.contains(Names.fold(column.name())) ? column.name() + on.suffix() : column.name();
            if (!taken.add(Names.fold(name))) {
                throw new FrameException("Cannot join: column '" + column.name() + "' of the right frame would be '"
                        + name + "', which is there already (give on(…) another suffix, or rename it before)");
            }
            boolean nullable = column.nullable() || kind == JoinKind.LEFT || kind == JoinKind.FULL;
            outputs.add(new Output(column.withName(name).withNullable(nullable), new Ref(Side.RIGHT, column.name())));
        }
    }
}
