package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.Relation;
import dev.neuralake.catalog.UnknownTableException;
import dev.neuralake.frame.Plan;
import dev.neuralake.query.Resolved.Input;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Gate;
import dev.neuralake.query.gate.Mention;
import dev.neuralake.query.gate.Select;
import dev.neuralake.types.NeuralakeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the tables of one query in the catalog. A table is looked at once, however often the query mentions it: a
 * function is called once, files are listed once.
 */
final class Resolver {
    /** Planning time grows faster than the square of it. */
    private static final int MENTIONS_MAX = 250;

    private final Catalog catalog;
    private final Gate gate;
    private final Map<CatalogTable, Relation> relations = new HashMap<>();
    private int mentions;

    Resolver(Catalog catalog, Gate gate) {
        this.catalog = catalog;
        this.gate = gate;
    }

    Resolved resolve(Plan plan) {
        return resolve(plan, false);
    }

    /** A statement without parameters. */
    Resolved resolve(Select select) {
        return resolve(new Statement(select, Map.of()), true);
    }

    private Resolved resolve(Plan plan, boolean repeats) {
        return resolve(Statement.of(plan, gate), repeats);
    }

    private Resolved resolve(Statement statement, boolean repeats) {
        List<Input> inputs = new ArrayList<>();
        for (Mention mention : statement.select().mentions()) {
            if (++mentions > MENTIONS_MAX) {
                throw new QueryException(
                        Kind.RESOURCES,
                        "Cannot run the query: with its views it reads more than " + MENTIONS_MAX
                                + " tables (store what it needs in a table first)");
            }
            inputs.add(input(statement, mention, repeats || mention.repeats()));
        }
        return new Resolved(statement, inputs);
    }

    private Input input(Statement statement, Mention mention, boolean repeats) {
        if (mention.isListing()) {
            return new Resolved.Listing(mention);
        }
        CatalogTable table = find(catalog, statement, mention);
        Relation relation;
        try {
            relation = relations.computeIfAbsent(table, CatalogTable::relation);
        } catch (QueryException e) {
            throw e;
        } catch (NeuralakeException e) {
            throw new QueryException(Kind.SOURCE, String.valueOf(e.getMessage()), null, e);
        }
        requireHistory(statement, mention, table, relation);
        return relation instanceof Relation.Derived(var frame)
                ? new Resolved.View(mention, table, resolve(frame.plan(), repeats))
                : new Resolved.Table(mention, table, relation, repeats);
    }

    /** @throws QueryException where an earlier state or the changes of a table are asked for that keeps neither */
    static void requireHistory(Statement statement, Mention mention, CatalogTable table, Relation relation) {
        if ((mention.time() != null || mention.changes() != null) && !(relation instanceof Relation.Stored)) {
            throw new QueryException(
                    Kind.UNKNOWN_TABLE,
                    "Cannot read " + (mention.time() == null ? "the changes" : "an earlier state") + " of " + table
                            + ": only Delta tables keep their history",
                    Gate.place(statement.select(), mention.position()));
        }
    }

    /** @throws QueryException where the catalog has no such table, with the nearest names */
    static CatalogTable find(Catalog catalog, Statement statement, Mention mention) {
        try {
            return catalog.entry(mention.qualifiedName());
        } catch (UnknownTableException e) {
            throw new QueryException(
                    Kind.UNKNOWN_TABLE,
                    String.valueOf(e.getMessage()),
                    Gate.place(statement.select(), mention.position()),
                    e);
        }
    }
}
