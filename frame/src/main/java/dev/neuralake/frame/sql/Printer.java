package dev.neuralake.frame.sql;

import dev.neuralake.frame.Source;
import dev.neuralake.frame.TimeTravel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints SELECTs, a clause a line. The text inside expressions is never touched: a literal may hold line breaks. */
final class Printer {
    private final Dialect dialect;
    private final Function<Source.Table, String> relation;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    Printer(Dialect dialect, Function<Source.Table, String> relation) {
        this.dialect = dialect;
        this.relation = relation;
    }

    /** {@code "db"."table"}, and the clause of its time travel. */
    static String name(Source.Table table, Dialect dialect) {
        String name = table.path().stream().map(dialect::identifier).collect(Collectors.joining("."));
        return name + dialect.timeTravel(table.time());
    }

    /** Delta's table function, by versions or by times: {@code table_changes('t', 2, 5)}. */
    private String changes(Source.Changes changes) {
        String table = changes.path().stream()
                .map(part -> part.matches("[A-Za-z_]\\w*") ? part : dialect.identifier(part))
                .collect(Collectors.joining("."));
        String first = dialect.literal(table) + ", " + commit(changes.from());
        boolean open = changes.to() instanceof TimeTravel.Latest;
        return "table_changes(" + first + (open ? "" : ", " + commit(changes.to())) + ")";
    }

    private String commit(TimeTravel time) {
        return switch (time) {
            case TimeTravel.Version(var version) -> String.valueOf(version);
            case TimeTravel.Timestamp(var moment) -> dialect.literal(moment.toString());
            case TimeTravel.Latest _ -> throw new IllegalArgumentException("the latest commit is not named");
        };
    }

    Rendered print(Select select) {
        select(select, 0);
        return new Rendered(out.toString(), values);
    }

    private void select(Select outer, int depth) {
        Select select = core(outer);
        if (select.untouched() && select.from instanceof From.Text(var sql)) {
            out.append(text(sql));
        } else if (select.untouched() && select.from instanceof From.UnionAll(var selects)) {
            union(selects, depth);
        } else {
            clauses(select, depth);
        }
    }

    /** A SELECT without those round it that change nothing. */
    private static Select core(Select select) {
        Select core = select;
        while (core.untouched() && core.from instanceof From.Subquery(var inner)) {
            core = inner;
        }
        return core;
    }

    private void clauses(Select select, int depth) {
        out.append(select.distinct ? "SELECT DISTINCT " : "SELECT ").append(items(select));
        line(depth).append("FROM ");
        from(select.from, depth);
        conditions("WHERE", select.where, depth);
        if (!select.groups.isEmpty()) {
            line(depth).append("GROUP BY ").append(groups(select));
        }
        conditions("HAVING", select.having, depth);
        if (!select.order.isEmpty()) {
            line(depth).append("ORDER BY ").append(order(select));
        }
        if (select.count < Long.MAX_VALUE) {
            line(depth).append("LIMIT ").append(select.count);
        }
        if (select.offset > 0) {
            line(depth).append("OFFSET ").append(select.offset);
        }
    }

    private StringBuilder line(int depth) {
        return out.append('\n').append("  ".repeat(depth));
    }

    private void conditions(String keyword, List<Code> conditions, int depth) {
        if (!conditions.isEmpty()) {
            line(depth)
                    .append(keyword)
                    .append(' ')
                    .append(conditions.stream()
                            .map(code -> conditions.size() == 1 ? code.text() : code.atLeast(Precedence.AND))
                            .collect(Collectors.joining(" AND ")));
        }
    }

    private String items(Select select) {
        List<String> names = List.copyOf(select.items.keySet());
        int columns = select.columns.size();
        boolean all = !select.grouped
                && names.size() >= columns
                && names.subList(0, columns).equals(select.columns)
                && select.columns.stream().allMatch(select::passes);
        List<String> items = new ArrayList<>();
        if (all && (columns > 0 || names.isEmpty())) {
            items.add("*");
        }
        for (Map.Entry<String, Code> item : select.items.entrySet()) {
            if (!all || !select.passes(item.getKey())) {
                items.add(item(item.getKey(), item.getValue()));
            }
        }
        return String.join(", ", items);
    }

    private String item(String name, Code code) {
        String identifier = dialect.identifier(name);
        boolean named = code.traits().isEmpty()
                && code.text().replaceFirst("^t\\d+\\.", "").equals(identifier);
        return named ? code.text() : code.text() + " AS " + identifier;
    }

    /** By name where that can only mean the column, else by place: an expression is written once. */
    private static String groups(Select select) {
        List<Code> items = List.copyOf(select.items.values());
        Set<String> shadows = select.shadows();
        List<String> keys = new ArrayList<>();
        for (Code key : select.groups) {
            boolean column = key.traits().isEmpty() && key.names().stream().noneMatch(shadows::contains);
            int place = items.indexOf(key);
            keys.add(column || place < 0 ? key.text() : String.valueOf(place + 1));
        }
        return String.join(", ", keys);
    }

    /** What is selected is named as it is there; ORDER BY finds such a name before any column. */
    private String order(Select select) {
        List<String> keys = new ArrayList<>();
        for (Order key : select.order) {
            String text = key.code().text();
            for (Map.Entry<String, Code> item : select.items.entrySet()) {
                if (item.getValue().text().equals(key.code().text())) {
                    text = dialect.identifier(item.getKey());
                    break;
                }
            }
            keys.add(key.text(text));
        }
        return String.join(", ", keys);
    }

    private void from(From from, int depth) {
        switch (from) {
            case From.Table(var table) -> out.append(relation.apply(table));
            case From.Changes(var changes) -> out.append(changes(changes));
            case From.Text(var sql) -> out.append("(\n").append(text(sql)).append("\n)");
            case From.Subquery(var select) -> enclosed(() -> select(select, depth + 1), depth);
            case From.UnionAll(var selects) -> enclosed(() -> union(selects, depth + 1), depth);
            case From.Aliased(var inner, var alias) -> {
                from(inner, depth);
                out.append(" AS ").append(alias);
            }
            case From.Joined(var left, var keyword, var right, var condition) -> {
                from(left, depth);
                line(depth).append(keyword).append(' ');
                from(right, depth);
                if (condition != null) {
                    out.append(" ON ").append(condition.text());
                }
            }
        }
    }

    private void union(List<Select> selects, int depth) {
        for (int i = 0; i < selects.size(); i++) {
            Select select = core(selects.get(i));
            if (i > 0) {
                line(depth).append("UNION ALL");
                line(depth);
            }
            boolean clause = !select.order.isEmpty() || select.limited();
            if (clause || select.from instanceof From.UnionAll || select.from instanceof From.Text) {
                enclosed(() -> select(select, depth + 1), depth);
            } else {
                select(select, depth);
            }
        }
    }

    private void enclosed(Runnable inside, int depth) {
        out.append('(');
        line(depth + 1);
        inside.run();
        line(depth).append(')');
    }

    /** The user's SQL with its placeholders as question marks; those that have no value yet are null. */
    private String text(Source.Sql sql) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Source.Sql.Placeholder placeholder : sql.placeholders()) {
            text.append(sql.text(), at, placeholder.start());
            if (sql.values().containsKey(placeholder.name())) {
                text.append('?');
                values.add(sql.values().get(placeholder.name()));
            } else {
                text.append("NULL");
            }
            at = placeholder.end();
        }
        return text.append(sql.text().substring(at)).toString();
    }
}
