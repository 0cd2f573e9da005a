package dev.neuralake.catalog;

import dev.neuralake.columnar.Result;
import dev.neuralake.frame.Plan;
import dev.neuralake.frame.Runner;
import dev.neuralake.frame.Source;
import dev.neuralake.frame.WriteMode;
import dev.neuralake.types.Schema;

/** Knows the columns of tables and of {@code select * from TABLE}, which is all that a catalog asks for by itself. */
public final class SmallEngine implements EngineProvider {
    private static final String ALL_OF = "select * from ";

    @Override
    public Runner open(Catalog catalog) {
        return new Runner() {
            @Override
            public Schema schema(Plan plan) {
                return switch (plan) {
                    case Plan.Scan(Source.Table(var name, var _), var _) ->
                        catalog.entry(name).schema();
                    case Plan.Scan(Source.Sql(var text, var _), var _) ->
                        catalog.entry(text.substring(ALL_OF.length())).schema();
                    default -> throw new UnsupportedOperationException(plan.toString());
                };
            }

            @Override
            public Result run(Plan plan) {
                throw new UnsupportedOperationException();
            }

            @Override
            public String sql(Plan plan) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long write(Plan plan, String table, WriteMode mode) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
