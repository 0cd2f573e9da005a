package dev.neuralake.frame.sql;

import dev.neuralake.frame.Plan;
import dev.neuralake.frame.Source;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes plans as SQL, readably and in as few SELECTs as mean the same. Names and values of the plan cannot become
 * anything else than names and values; the user's own SQL stands in parentheses.
 */
public final class PlanSql {
    private PlanSql() {}

    /** A plan as SQL, its tables under their names: {@code "db"."table"}, with a clause behind it for time travel. */
    public static Rendered render(Plan plan, Dialect dialect) {
        return render(plan, dialect, table -> Printer.name(table, dialect));
    }

    /**
     * A plan as SQL.
     *
     * @param relation the SQL that each table stands as
     */
    public static Rendered render(Plan plan, Dialect dialect, Function<Source.Table, String> relation) {
        Select select = new Assembler(dialect).select(plan, Set.of());
        return new Printer(dialect, relation).print(select);
    }
}
