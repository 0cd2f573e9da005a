package dev.neuralake.catalog;

import dev.neuralake.frame.LazyFrame;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query over other tables of the catalog, run anew each time that it is read. */
public final class View implements TableDefinition {
    private final @Nullable String sql;
    private final Function<Catalog, LazyFrame> frame;

    private View(@Nullable String sql, Function<Catalog, LazyFrame> frame) {
        this.sql = sql;
        this.frame = frame;
    }

    /** A view in the engine's SQL: one SELECT. */
    public static View sql(String select) {
        return new View(select, lake -> lake.sql(select));
    }

    /** A view made of frames. */
    public static View of(Function<Catalog, LazyFrame> frame) {
        return new View(null, frame);
    }

    /** The text of a view in SQL. */
    public Optional<String> sqlText() {
        return Optional.ofNullable(sql);
    }

    LazyFrame frame(Catalog lake) {
        return frame.apply(lake);
    }

    @Override
    public TableKind kind() {
        return TableKind.VIEW;
    }

    @Override
    public Optional<Class<? extends Record>> rowType() {
        return Optional.empty();
    }
}
