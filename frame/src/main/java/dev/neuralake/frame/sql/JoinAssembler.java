package dev.neuralake.frame.sql;

import dev.neuralake.frame.JoinKind;
import dev.neuralake.frame.Node;
import dev.neuralake.frame.Output;
import dev.neuralake.frame.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts a join into a SELECT; joins on the left of a join go into the same FROM. */
final class JoinAssembler {
    private final Assembler assembler;
    private final Dialect dialect;

    JoinAssembler(Assembler assembler, Dialect dialect) {
        this.assembler = assembler;
        this.dialect = dialect;
    }

    Select join(Plan.Join plan) {
        Select left = side(assembler.select(plan.left(), Set.of()), true);
        Select right = side(assembler.select(plan.right(), Set.of()), false);
        ExprSql writer = new ExprSql(
                dialect, ref -> (ref.side() == Node.Side.RIGHT ? right : left).item(ref.name()), java.util.List.of());
        Code condition = plan.kind() == JoinKind.CROSS ? null : writer.write(plan.condition());
        From.Joined from = new From.Joined(left.from, keyword(plan.kind()), right.from, condition);
        Map<String, Code> items = new LinkedHashMap<>();
        for (Output output : plan.outputs()) {
            items.put(output.name(), writer.write(output.expr()));
        }
        return Select.of(from, items);
    }

    /** One side as relations with aliases; a row's order is nothing that a join keeps. */
    private Select side(Select select, boolean left) {
        boolean simple = select.bare()
                && select.items.values().stream().allMatch(code -> code.traits().isEmpty());
        if (simple && left && select.from instanceof From.Joined) {
            return select;
        }
        if (!select.limited()) {
            select.order = java.util.List.of();
        }
        if (simple && !select.columns.isEmpty() && !(select.from instanceof From.Aliased) && renames(select)) {
            return renamed(select);
        }
        return Select.of(
                new From.Aliased(new From.Subquery(select), assembler.alias()),
                java.util.List.copyOf(select.items.keySet()),
                dialect);
    }

    /** Whether every item is a column of the relation, under whatever name. */
    private boolean renames(Select select) {
        return select.items.values().stream()
                .allMatch(code -> code.names().size() == 1
                        && code.text()
                                .equals(dialect.identifier(
                                        code.names().iterator().next())));
    }

    private Select renamed(Select select) {
        Select aliased = Select.of(new From.Aliased(select.from, assembler.alias()), select.columns, dialect);
        Map<String, Code> items = new LinkedHashMap<>();
        select.items.forEach((name, code) ->
                items.put(name, aliased.item(code.names().iterator().next())));
        aliased.items = items;
        return aliased;
    }

    private static String keyword(JoinKind kind) {
        return switch (kind) {
            case INNER -> "JOIN";
            case LEFT -> "LEFT JOIN";
            case RIGHT -> "RIGHT JOIN";
            case FULL -> "FULL JOIN";
            case SEMI -> "SEMI JOIN";
            case ANTI -> "ANTI JOIN";
            case CROSS -> "CROSS JOIN";
        };
    }
}
