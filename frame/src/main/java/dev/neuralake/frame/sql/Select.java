package dev.neuralake.frame.sql;

import dev.neuralake.frame.sql.Code.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One SELECT in the making. {@link Assembler} puts as much of a plan into it as means the same; what comes next goes
 * into another round it.
 */
final class Select {
    final From from;
    /** The columns of the relation, in order; empty where there are several relations. */
    final List<String> columns;
    /** The columns of the result by name. */
    Map<String, Code> items = new LinkedHashMap<>();

    final List<Code> where = new ArrayList<>();
    boolean grouped;
    List<Code> groups = List.of();
    final List<Code> having = new ArrayList<>();
    boolean distinct;
    /** Whether an item makes several rows of one. */
    boolean generates;

    List<Order> order = List.of();
    long offset;
    long count = Long.MAX_VALUE;
    private final Map<String, Code> own = new LinkedHashMap<>();

    private Select(From from, List<String> columns) {
        this.from = from;
        this.columns = columns;
    }

    /** All columns of one relation. */
    static Select of(From from, List<String> columns, Dialect dialect) {
        String qualifier = from instanceof From.Aliased(var _, var alias) ? alias + "." : "";
        Select select = new Select(from, List.copyOf(columns));
        for (String column : columns) {
            String text = qualifier + dialect.identifier(column);
            select.own.put(
                    column, qualifier.isEmpty() ? Code.column(column, text) : Code.simple(text, Precedence.PRIMARY));
        }
        select.items.putAll(select.own);
        return select;
    }

    /** Columns of several relations. */
    static Select of(From.Joined from, Map<String, Code> items) {
        Select select = new Select(from, List.of());
        select.items.putAll(items);
        return select;
    }

    boolean limited() {
        return offset > 0 || count < Long.MAX_VALUE;
    }

    /** Whether nothing stands in it but its relation and columns, and perhaps an order. */
    boolean bare() {
        return where.isEmpty() && !grouped && !distinct && !generates && !limited();
    }

    /** Whether it has one relation, whose columns the items are: the user's own SQL finds them by name. */
    boolean plain() {
        return !grouped && !columns.isEmpty() && items.keySet().stream().allMatch(this::passes);
    }

    /** Whether it is one relation and nothing else. */
    boolean untouched() {
        return bare()
                && order.isEmpty()
                && !(from instanceof From.Joined)
                && items.equals(own)
                && List.copyOf(items.keySet()).equals(columns);
    }

    /** Whether the item is the relation's column of the same name. */
    boolean passes(String name) {
        return own.containsKey(name) && own.get(name).equals(items.get(name));
    }

    /** The names under which something else than the relation's column of that name is selected. */
    Set<String> shadows() {
        Set<String> names = new HashSet<>();
        for (String name : items.keySet()) {
            if (!passes(name)) {
                names.add(name);
            }
        }
        return names;
    }

    boolean computesWindow() {
        return items.values().stream().anyMatch(code -> code.has(Trait.WINDOW));
    }

    boolean computes(Set<String> names) {
        return names.stream().anyMatch(name -> item(name).has(Trait.COMPUTED));
    }

    /** Whether one of these is computed and grouped by: engines do not know such an expression again inside another. */
    boolean computesKeys(Set<String> names) {
        return names.stream().map(this::item).anyMatch(code -> code.has(Trait.COMPUTED) && groups.contains(code));
    }

    Code item(String name) {
        Code code = items.get(name);
        if (code == null) {
            throw new IllegalStateException("no column " + name + " among " + items.keySet());
        }
        return code;
    }
}
