package dev.neuralake.catalog;

import dev.neuralake.catalog.source.DatabaseIndex;
import dev.neuralake.catalog.source.LoadedDatabases;
import dev.neuralake.columnar.Engine;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.frame.LazyFrame;
import dev.neuralake.frame.Runner;
import dev.neuralake.settings.Settings;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tables and views by name, and the way to query and write them.
 *
 * {@snippet :
 * try (Catalog lake = Catalog.of(Shop.class)) {
 *     lake.sql("select country, sum(revenue) from revenue group by 1").show();
 *     lake.delta("payments").append(payments);
 * }
 * }
 *
 * <p>A table is named {@code table}, or {@code database.table} where several databases have one of that name; letter
 * case matters only where names differ by nothing else. Safe for use by many threads. Closing it stops the engine;
 * frames and handles made of it are then of no more use.
 */
public final class Catalog implements AutoCloseable {
    private final Settings settings;
    private final Tables tables;
    private final Workshop workshop;

    Catalog(
            Settings settings,
            Collection<DatabaseClass> classes,
            Collection<DatabaseClass.Declaration> declarations,
            Collection<LoadedDatabases> loaded) {
        this.settings = settings;
        this.workshop = new Workshop(this, loaded);
        this.tables = new Tables(this, classes, declarations);
    }

    /** The tables that these classes declare, with the settings of this process. */
    public static Catalog of(Class<?>... databases) {
        CatalogBuilder builder = builder();
        for (Class<?> database : databases) {
            builder.add(database);
        }
        return builder.build();
    }

    public static CatalogBuilder builder() {
        return new CatalogBuilder();
    }

    /**
     * The tables of every database on a class path, as the annotation processor listed them.
     *
     * @throws NeuralakeException where there is none
     */
    public static Catalog discover(ClassLoader loader) {
        List<Class<?>> databases = DatabaseIndex.classes(loader);
        if (databases.isEmpty()) {
            throw new NeuralakeException("Cannot discover a catalog: no database is listed on the class path"
                    + " (compile the @Database classes with neuralake-processor)");
        }
        return of(databases.toArray(Class<?>[]::new));
    }

    public Settings settings() {
        return settings;
    }

    /** All databases by name. */
    public List<CatalogDatabase> databases() {
        return tables.databases();
    }

    /** All tables by database; within one, in the order of their declaration. */
    public List<CatalogTable> tables() {
        return tables.all();
    }

    /**
     * The table of this name.
     *
     * @throws UnknownTableException where there is none, or where several databases have one
     */
    public CatalogTable entry(String name) {
        return tables.entry(name);
    }

    /**
     * The table of this name, if there is one.
     *
     * @throws UnknownTableException where several databases have one
     */
    public Optional<CatalogTable> find(String name) {
        return tables.find(name);
    }

    /** All rows of a table or view. Nothing is read before the frame is told to run. */
    public LazyFrame table(String name) {
        return LazyFrame.table(entry(name).qualifiedName(), runner());
    }

    /**
     * What a SELECT in the engine's SQL yields; its question marks, or {@code $1}, {@code $2} …, stand for the values.
     */
    public LazyFrame sql(String text, @Nullable Object... values) {
        return LazyFrame.sql(text, runner(), values);
    }

    /**
     * Runs statements that write, as Delta's users know them from Spark: CREATE TABLE, INSERT, DELETE, UPDATE, MERGE,
     * ALTER TABLE, OPTIMIZE, VACUUM and the rest of {@code docs/reference/statements.md}. They are separated by
     * semicolons and run in order, one commit each.
     *
     * @param done gets each outcome as soon as it is there, and closes it
     * @throws NeuralakeException at the first that fails, with its number; those before it stay committed
     */
    public void execute(String script, Consumer<Execution> done) {
        new Script(this).run(script, done);
    }

    /** Runs statements that write and returns their outcomes without the rows. */
    public List<Execution> execute(String script) {
        List<Execution> all = new ArrayList<>();
        execute(script, execution -> {
            execution.close();
            all.add(new Execution(execution.statement(), execution.version(), execution.metrics(), null));
        });
        return all;
    }

    /**
     * The handle to write a stored table and to look at its history.
     *
     * @throws NeuralakeException where the table is not stored by this catalog
     */
    public StoredTable delta(String name) {
        return entry(name).stored();
    }

    /**
     * A query's failure in terms of the tables that it read: of a file with a broken line, the table, the file and the
     * line. The failure itself where none of them is to blame.
     */
    public NeuralakeException explain(EngineException failure, Collection<CatalogTable> read) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof TableException known) {
                return known;
            }
        }
        return read.stream()
                .flatMap(table -> table.explain(failure).stream())
                .map(NeuralakeException.class::cast)
                .findFirst()
                .orElse(failure);
    }

    /** The catalog as a JSON document; {@code docs/reference/catalog-json.md} describes it. */
    public String toJson() {
        return CatalogJson.write(this);
    }

    /** The embedded engine, started at the first call. The catalog owns it. */
    public Engine engine() {
        return workshop.engine();
    }

    /** What runs frames, started at the first call. The catalog owns it. */
    public Runner runner() {
        return workshop.runner();
    }

    /** Stops running, then closes the tables' logs and the engine. Closing twice does nothing. */
    @Override
    public void close() {
        workshop.close(tables);
    }
}
