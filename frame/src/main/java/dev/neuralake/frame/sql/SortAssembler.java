package dev.neuralake.frame.sql;

import dev.neuralake.frame.Expr;
import dev.neuralake.frame.Node;
import dev.neuralake.frame.Plan;
import dev.neuralake.frame.SortKey;
import dev.neuralake.frame.sql.Code.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts a sort into a SELECT. In ORDER BY a name means the item of that name first, and only then a column. */
final class SortAssembler {
    private final Assembler assembler;
    private final Dialect dialect;

    SortAssembler(Assembler assembler, Dialect dialect) {
        this.assembler = assembler;
        this.dialect = dialect;
    }

    Select sort(Plan.Sort plan, Set<String> shadows) {
        Select select = assembler.select(plan.input(), shadows);
        if (!merges(select, plan)) {
            select = assembler.wrap(select, shadows);
        }
        List<Order> keys = keys(select, plan);
        if (keys.stream().anyMatch(key -> key.code().names().stream().anyMatch(shadows::contains))) {
            select = qualified(select);
            keys = keys(select, plan);
        }
        List<Order> all = new ArrayList<>(keys);
        Set<String> seen =
                new HashSet<>(keys.stream().map(key -> key.code().text()).toList());
        for (Order earlier : select.order) {
            if (seen.add(earlier.code().text())) {
                all.add(earlier);
            }
        }
        select.order = all;
        return select;
    }

    private boolean merges(Select select, Plan.Sort plan) {
        if (select.limited() || select.generates) {
            return false;
        }
        if (plan.keys().stream().anyMatch(key -> Assembler.raw(key.expr())) && !select.plain()) {
            return false;
        }
        boolean keyInside = plan.keys().stream()
                .anyMatch(key -> !(key.expr() instanceof Node.Ref) && select.computesKeys(Assembler.names(key.expr())));
        if (keyInside) {
            return false;
        }
        Set<String> shadows = select.shadows();
        for (Order key : keys(select, plan)) {
            boolean item = select.items.values().stream()
                    .anyMatch(code -> code.text().equals(key.code().text()));
            boolean astray = key.code().names().stream().anyMatch(shadows::contains);
            boolean again = select.distinct || key.code().has(Trait.WINDOW) || astray;
            if (!item && again) {
                return false;
            }
        }
        return true;
    }

    /** What is the same for all rows sorts nothing; as a literal it would mean the place of an item. */
    private static boolean constant(Expr expr, Code code) {
        boolean namesNothing = Assembler.names(expr).isEmpty() && !Assembler.raw(expr);
        return namesNothing || code.traits().equals(Set.of(Trait.CONSTANT));
    }

    private List<Order> keys(Select select, Plan.Sort plan) {
        ExprSql writer = assembler.writer(select);
        List<Order> keys = new ArrayList<>();
        for (SortKey key : plan.keys()) {
            Order order = writer.order(key);
            if (!constant(key.expr(), order.code())) {
                keys.add(order);
            }
        }
        return keys;
    }

    /** The same rows, their columns named with their relation. */
    private Select qualified(Select select) {
        if (select.untouched()) {
            return Select.of(new From.Aliased(select.from, assembler.alias()), select.columns, dialect);
        }
        return assembler.wrap(select, true);
    }
}
