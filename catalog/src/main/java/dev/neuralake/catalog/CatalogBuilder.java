package dev.neuralake.catalog;

import dev.neuralake.catalog.DatabaseClass.Declaration;
import dev.neuralake.catalog.source.CatalogSource;
import dev.neuralake.catalog.source.LoadedDatabases;
import dev.neuralake.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a catalog together. For one thread. */
public final class CatalogBuilder {
    private final List<DatabaseClass> classes = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final List<LoadedDatabases> loaded = new ArrayList<>();
    private @Nullable Settings settings;

    CatalogBuilder() {}

    /** The settings to use; unless given, those of this process. */
    public CatalogBuilder settings(Settings chosen) {
        this.settings = chosen;
        return this;
    }

    /**
     * Adds the tables that a class declares.
     *
     * @throws dev.neuralake.types.NeuralakeException where it is no database, or declares a table wrongly
     */
    public CatalogBuilder add(Class<?> database) {
        DatabaseClass read = new DatabaseClass(database);
        classes.add(read);
        declarations.addAll(read.tables());
        return this;
    }

    /**
     * Loads a class, a jar or a Java file and adds its databases. The catalog keeps it loaded until it closes.
     *
     * @throws dev.neuralake.types.NeuralakeException where it cannot be loaded, or declares a table wrongly
     */
    public CatalogBuilder add(CatalogSource source) {
        LoadedDatabases databases = source.load();
        loaded.add(databases);
        databases.classes().forEach(this::add);
        return this;
    }

    /** Adds tables over data that nobody declared. */
    public CatalogBuilder add(AdHoc table) {
        return register(table.name(), table.definition(), table.metadata());
    }

    /** Adds a table of which nothing is said. */
    public CatalogBuilder register(String name, TableDefinition definition) {
        return register(name, definition, TableMetadata.NONE);
    }

    /**
     * Adds a table.
     *
     * @param name {@code database.table}, or {@code table} in the database {@code main}
     */
    public CatalogBuilder register(String name, TableDefinition definition, TableMetadata metadata) {
        declarations.add(new Declaration(TableName.parse(name), definition, metadata, null));
        return this;
    }

    /**
     * Opens the catalog. No data is read.
     *
     * @throws dev.neuralake.types.NeuralakeException where two tables have one name
     */
    public Catalog build() {
        return new Catalog(settings == null ? Settings.load() : settings, classes, declarations, loaded);
    }
}
