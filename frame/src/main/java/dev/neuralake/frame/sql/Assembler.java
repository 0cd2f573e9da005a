package dev.neuralake.frame.sql;

import dev.neuralake.frame.Expr;
import dev.neuralake.frame.ExprTree;
import dev.neuralake.frame.Node;
import dev.neuralake.frame.Output;
import dev.neuralake.frame.Plan;
import dev.neuralake.frame.Source;
import dev.neuralake.frame.sql.Code.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts a plan into as few SELECTs as mean the same. SQL fixes the order in which the clauses of one SELECT work
 * (filter, group, window, distinct, sort, limit); a step that would have to work earlier than one that is there already
 * begins a SELECT round it.
 */
final class Assembler {
    private final Dialect dialect;
    private int aliases;

    Assembler(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The SELECT of a plan.
     *
     * @param shadows names that steps above will give to something else: a sort must not be led astray by them
     */
    Select select(Plan plan, Set<String> shadows) {
        return switch (plan) {
            case Plan.Scan(var source, var schema) -> Select.of(relation(source), schema.names(), dialect);
            case Plan.Filter filter -> filter(select(filter.input(), shadows), filter.condition(), shadows);
            case Plan.Project project -> project(project, shadows);
            case Plan.Join join -> new JoinAssembler(this, dialect).join(join);
            case Plan.Group group -> group(select(group.input(), Set.of()), group);
            case Plan.Sort sort -> new SortAssembler(this, dialect).sort(sort, shadows);
            case Plan.Limit limit -> limit(select(limit.input(), shadows), limit, shadows);
            case Plan.Distinct distinct -> distinct(select(distinct.input(), Set.of()));
            case Plan.Union union -> union(union);
            case Plan.Explode explode -> explode(select(explode.input(), Set.of()), explode);
        };
    }

    private static From relation(Source source) {
        return switch (source) {
            case Source.Table table -> new From.Table(table);
            case Source.Changes changes -> new From.Changes(changes);
            case Source.Sql sql -> new From.Text(sql);
        };
    }

    String alias() {
        return "t" + ++aliases;
    }

    /** A SELECT round this one. It keeps the order, which holds for the outermost SELECT alone. */
    Select wrap(Select inner, Set<String> shadows) {
        boolean led = inner.order.stream()
                .anyMatch(key -> inner.items.entrySet().stream()
                        .anyMatch(item -> shadows.contains(item.getKey())
                                && item.getValue().text().equals(key.code().text())));
        return wrap(inner, led);
    }

    /**
     * A SELECT round this one.
     *
     * @param aliased whether its columns are to be named with their relation
     */
    Select wrap(Select inner, boolean aliased) {
        Set<String> columns = Set.copyOf(inner.items.keySet());
        List<Order> keys = inner.order;
        List<String> names = keys.stream().map(key -> nameOf(key.code(), inner)).toList();
        From from = new From.Subquery(inner);
        if (aliased) {
            from = new From.Aliased(from, alias());
        }
        Select outer = Select.of(from, List.copyOf(inner.items.keySet()), dialect);
        List<Order> order = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            order.add(keys.get(i).of(outer.item(names.get(i))));
        }
        outer.order = order;
        outer.items.keySet().retainAll(columns);
        if (!inner.limited()) {
            inner.order = List.of();
        }
        return outer;
    }

    /** The item that this is, or else a new one that the SELECT round it does not pass on. */
    private static String nameOf(Code code, Select select) {
        for (Map.Entry<String, Code> item : select.items.entrySet()) {
            if (item.getValue().text().equals(code.text())) {
                return item.getKey();
            }
        }
        String name = "sort_key";
        for (int i = 1; select.items.containsKey(name) || select.columns.contains(name); i++) {
            name = "sort_key_" + i;
        }
        select.items.put(name, code);
        return name;
    }

    private Select filter(Select input, Expr condition, Set<String> shadows) {
        boolean moves = input.grouped ? !input.computesKeys(names(condition)) : !input.computes(names(condition));
        boolean tooEarly = input.limited() || input.generates || input.computesWindow();
        Select select = tooEarly || !moves || raw(condition) && !input.plain() ? wrap(input, shadows) : input;
        Code code = writer(select).write(condition);
        if (select.grouped && astray(code, select, shadows)) {
            select = wrap(select, shadows);
            code = writer(select).write(condition);
        }
        (select.grouped ? select.having : select.where).add(code);
        return select;
    }

    /** In HAVING, as in ORDER BY, a name means the item of that name before the column. */
    private static boolean astray(Code code, Select select, Set<String> shadows) {
        Set<String> items = select.shadows();
        return code.names().stream().anyMatch(name -> items.contains(name) || shadows.contains(name));
    }

    private Select project(Plan.Project plan, Set<String> shadows) {
        Set<String> below = new HashSet<>(shadows);
        for (Output output : plan.outputs()) {
            if (!output.passes()) {
                below.add(output.name());
            }
        }
        Select input = select(plan.input(), below);
        Select select = merges(input, plan.outputs()) ? input : wrap(input, below);
        ExprSql writer = writer(select);
        Map<String, Code> items = new LinkedHashMap<>();
        for (Output output : plan.outputs()) {
            items.put(output.name(), writer.write(output.expr()));
        }
        select.items = items;
        return select;
    }

    private static boolean merges(Select input, List<Output> outputs) {
        if (input.distinct || input.generates) {
            return false;
        }
        boolean raw = outputs.stream().anyMatch(output -> raw(output.expr()));
        boolean window = outputs.stream().anyMatch(output -> window(output.expr()));
        if (raw && !input.plain() || window && (input.limited() || input.grouped)) {
            return false;
        }
        return (!input.grouped || groupsStay(input, outputs)) && computesOnce(input, outputs);
    }

    /** What is computed already may be passed on or renamed, once; it is not computed again inside something else. */
    private static boolean computesOnce(Select input, List<Output> outputs) {
        Set<String> passed = new HashSet<>();
        for (Output output : outputs) {
            Set<String> names = names(output.expr());
            if (input.computes(names) && !(output.expr() instanceof Node.Ref && passed.addAll(names))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Without its key among the items, GROUP BY names columns that a new item may shadow; without any item, all rows
     * count.
     */
    private static boolean groupsStay(Select input, List<Output> outputs) {
        Set<String> kept = new HashSet<>();
        Set<String> shadows = new HashSet<>();
        for (Output output : outputs) {
            for (String name : names(output.expr())) {
                kept.add(input.item(name).text());
            }
            if (!output.passes()) {
                shadows.add(output.name());
            }
        }
        if (kept.isEmpty()) {
            return false;
        }
        return input.groups.stream()
                .allMatch(key -> kept.contains(key.text())
                        || key.traits().isEmpty() && key.names().stream().noneMatch(shadows::contains));
    }

    private Select group(Select input, Plan.Group plan) {
        List<Output> outputs = new ArrayList<>(plan.keys());
        outputs.addAll(plan.aggregates());
        Set<String> names = new HashSet<>();
        boolean raw = false;
        for (Output output : outputs) {
            names.addAll(names(output.expr()));
            raw |= raw(output.expr());
        }
        boolean merges = !input.limited()
                && !input.distinct
                && !input.grouped
                && !input.generates
                && !input.computes(names)
                && input.order.stream().noneMatch(key -> key.code().has(Trait.WINDOW))
                && !(raw && !input.plain());
        Select select = merges ? input : wrap(input, Set.of());
        ExprSql writer = new ExprSql(dialect, ref -> select.item(ref.name()), select.order);
        Map<String, Code> items = new LinkedHashMap<>();
        outputs.forEach(output -> items.put(output.name(), writer.write(output.expr())));
        select.groups =
                plan.keys().stream().map(key -> writer.write(key.expr())).toList();
        select.items = items;
        select.grouped = true;
        select.order = List.of();
        return select;
    }

    private Select limit(Select input, Plan.Limit plan, Set<String> shadows) {
        Select select = input.generates ? wrap(input, shadows) : input;
        long left = select.count == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, select.count - plan.offset());
        select.count = Math.min(left, plan.count());
        select.offset += plan.offset();
        return select;
    }

    private Select distinct(Select input) {
        Select select = input.limited() || input.generates ? wrap(input, Set.of()) : input;
        select.order = List.of();
        select.distinct = true;
        return select;
    }

    private Select union(Plan.Union plan) {
        List<Select> selects = new ArrayList<>();
        for (Plan input : plan.inputs()) {
            Select select = select(input, Set.of());
            if (!select.limited()) {
                select.order = List.of();
            }
            selects.add(select);
        }
        return Select.of(new From.UnionAll(selects), plan.schema().names(), dialect);
    }

    private Select explode(Select input, Plan.Explode plan) {
        boolean merges =
                !input.limited() && !input.distinct && !input.grouped && !input.generates && !input.computesWindow();
        Select select = merges ? input : wrap(input, Set.of());
        Code list = select.item(plan.column());
        Code element =
                Code.of(dialect.explode(list.text(), plan.outer()), Precedence.PRIMARY, List.of(list), Trait.COMPUTED);
        select.items.put(plan.column(), element);
        select.generates = true;
        select.order = List.of();
        return select;
    }

    ExprSql writer(Select select) {
        return new ExprSql(dialect, ref -> select.item(ref.name()), List.of());
    }

    /** The columns that an expression names. */
    static Set<String> names(Expr expr) {
        Set<String> names = new HashSet<>();
        collect(expr, names);
        return names;
    }

    private static void collect(Expr expr, Collection<String> names) {
        if (expr instanceof Node.Ref(var _, var name)) {
            names.add(name);
        }
        ExprTree.children(expr).forEach(child -> collect(child, names));
    }

    static boolean raw(Expr expr) {
        return ExprTree.any(expr, Node.RawSql.class::isInstance);
    }

    private static boolean window(Expr expr) {
        return ExprTree.any(expr, dev.neuralake.frame.Window.class::isInstance);
    }
}
