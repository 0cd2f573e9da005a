package dev.neuralake.frame.sql;

import dev.neuralake.frame.Builtin;
import dev.neuralake.frame.Expr;
import dev.neuralake.frame.TimeTravel;
import dev.neuralake.types.DataType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an engine spells names, values, types and functions. Safe for use by many threads. */
public interface Dialect {
    /** The embedded engine's. */
    Dialect DUCKDB = new DuckDbDialect();

    /** A name in quotes, whatever it holds. */
    String identifier(String name);

    /** A value, which cannot end its literal early whatever it holds; of exactly its type, null excepted. */
    String literal(@Nullable Object value);

    /** The name of a type. */
    String type(DataType type);

    /**
     * How a function is spelt.
     *
     * @param arguments as they stand in the plan, for functions whose spelling depends on a literal
     */
    Form form(Builtin function, List<Expr> arguments);

    /** What follows a table's name to read an earlier state; empty for the latest. */
    String timeTravel(TimeTravel time);

    /** The expression that makes a row of each element of a list. */
    String explode(String list, boolean outer);

    /** The functions that {@link #form} may call, in lower case: what a gate has to let through. */
    Set<String> functions();
}
