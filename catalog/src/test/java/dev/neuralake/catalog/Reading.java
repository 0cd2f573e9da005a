package dev.neuralake.catalog;

import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads tables as a query engine does, but for everything that makes it one. */
final class Reading {
    private Reading() {}

    /** The rows of a table as texts. */
    static List<String> rows(Catalog lake, String table) {
        CatalogTable entry = lake.entry(table);
        try (Session session = lake.engine().session()) {
            return switch (entry.relation()) {
                case Relation.Scan(var sql) -> rows(session, sql);
                case Relation.Stream(var source) -> {
                    session.register("source", source);
                    yield rows(session, "SELECT * FROM source");
                }
                case Relation.Stored(var log) -> rows(session, log.snapshot().scanSql());
                case Relation.Derived(var _) -> throw new AssertionError("views are read by the query engine");
            };
        } catch (EngineException e) {
            throw lake.explain(e, List.of(entry));
        }
    }

    private static List<String> rows(Session session, String sql) {
        List<String> rows = new ArrayList<>();
        try (Result result = session.query(sql);
                var values = result.rows()) {
            values.forEachRemaining(row -> rows.add(Arrays.deepToString(row)));
        }
        return rows;
    }
}
