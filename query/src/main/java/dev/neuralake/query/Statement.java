package dev.neuralake.query;

import dev.neuralake.frame.Plan;
import dev.neuralake.frame.Source;
import dev.neuralake.frame.sql.Dialect;
import dev.neuralake.frame.sql.PlanSql;
import dev.neuralake.frame.sql.Rendered;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Gate;
import dev.neuralake.query.gate.Select;
import dev.neuralake.types.Nearest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a checked statement with the values of its parameters.
 *
 * @param values by the names in {@link Select#parameters()}
 */
record Statement(Select select, Map<String, @Nullable Object> values) {
    Statement {
        values = Collections.unmodifiableMap(new HashMap<>(values));
    }

    /**
     * Writes a plan as SQL and passes it through the gate. The user's own SQL is checked by itself first, so that errors
     * show it as it was written, and so that it can be nothing but one SELECT where the plan puts it in parentheses.
     */
    static Statement of(Plan plan, Gate gate) {
        if (plan instanceof Plan.Scan(Source.Sql sql, var _)) {
            return of(gate.check(sql.text()), sql.values());
        }
        checkParts(plan, gate);
        Rendered rendered = PlanSql.render(plan, Dialect.DUCKDB);
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < rendered.values().size(); i++) {
            values.put(String.valueOf(i + 1), rendered.values().get(i));
        }
        return new Statement(gate.check(rendered.sql()), values);
    }

    private static void checkParts(Plan plan, Gate gate) {
        if (plan instanceof Plan.Scan(Source.Sql sql, var _)) {
            of(gate.check(sql.text()), sql.values());
        }
        plan.inputs().forEach(input -> checkParts(input, gate));
    }

    private static Statement of(Select select, Map<String, @Nullable Object> values) {
        for (String given : values.keySet()) {
            if (!select.parameters().contains(given)) {
                throw new QueryException(
                        Kind.PARAMETER,
                        "Cannot use the value of parameter '" + given + "': the query has "
                                + (select.parameters().isEmpty()
                                        ? "no parameters"
                                        : "no such parameter; "
                                                + Nearest.among("its parameters", given, select.parameters())));
            }
        }
        return new Statement(select, values);
    }

    /** The value of a parameter, by its place in {@link Select#parameters()}. */
    @Nullable
    Object value(int parameter) {
        String name = select.parameters().get(parameter);
        if (!values.containsKey(name)) {
            throw new QueryException(
                    Kind.PARAMETER, "Cannot run the query: parameter '" + name + "' has no value (give it one)");
        }
        return values.get(name);
    }
}
