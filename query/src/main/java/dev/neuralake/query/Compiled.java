package dev.neuralake.query;

import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.query.gate.Select;
import dev.neuralake.query.gate.Template;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query as the engine runs it.
 *
 * @param values what its placeholders stand for, in order
 * @param tables the tables that it reads, by the names that the engine's errors have for those of the outer statement
 * @param read all tables that it reads, those of its views too
 */
record Compiled(
        Select select,
        Template.Filled filled,
        List<@Nullable Object> values,
        Map<String, CatalogTable> tables,
        List<CatalogTable> read,
        List<TableRead> reads) {

    String sql() {
        return filled.sql();
    }
}
