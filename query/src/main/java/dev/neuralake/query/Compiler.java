package dev.neuralake.query;

import dev.neuralake.catalog.Catalog;
import dev.neuralake.catalog.CatalogTable;
import dev.neuralake.catalog.Relation;
import dev.neuralake.catalog.TableException;
import dev.neuralake.columnar.EngineTypes;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.ChangeRelation;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.ScanRequest;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.delta.action.AddFile;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.frame.sql.Dialect;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Mention;
import dev.neuralake.query.gate.Template;
import dev.neuralake.types.Schema;
import dev.neuralake.types.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes one query for the engine: each mention of a table becomes the SELECT that reads it. The stored tables are
 * pinned, so that all mentions of one see the same version.
 */
final class Compiler {
    private final Catalog catalog;
    private final Session session;
    private final Map<DeltaLog, Snapshot> pinned;
    private final Map<CatalogTable, String> streams = new HashMap<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private final List<TableRead> reads = new ArrayList<>();

    private final boolean inline;

    /** @param session where the query runs, and where the sources of function tables are registered */
    Compiler(Catalog catalog, Session session) {
        this(catalog, session, false, new HashMap<>());
    }

    /**
     * @param inline whether the SQL becomes part of other SQL: values stand in it as literals, and it can be read any
     *     number of times
     * @param pinned the versions to read stored tables at; those of others are added as they are read
     */
    Compiler(Catalog catalog, Session session, boolean inline, Map<DeltaLog, Snapshot> pinned) {
        this.catalog = catalog;
        this.session = session;
        this.inline = inline;
        this.pinned = pinned;
    }

    Compiled compile(Resolved query) {
        offerStreams(query);
        Template.Filled filled = fill(query.statement(), query.inputs(), input -> sql(input, query.statement()));
        return compiled(query.statement(), query.inputs(), filled, query.all().toList());
    }

    /** The same for a query that is only described: nothing of its tables is read but their columns. */
    Compiled describe(Statement statement) {
        Map<Mention, CatalogTable> tables = new HashMap<>();
        for (Mention mention : statement.select().mentions()) {
            if (!mention.isListing()) {
                tables.put(mention, Resolver.find(catalog, statement, mention));
            }
        }
        Template.Filled filled = fill(statement, statement.select().mentions(), mention -> {
            CatalogTable table = tables.get(mention);
            return table == null ? Listing.sql(catalog) : nothing(schema(table, mention, statement));
        });
        Map<String, CatalogTable> byName = new HashMap<>();
        tables.forEach((mention, table) -> byName.put(mention.engineName(), table));
        return new Compiled(statement.select(), filled, values, byName, List.copyOf(tables.values()), List.of());
    }

    private Schema schema(CatalogTable table, Mention mention, Statement statement) {
        Mention.Moment moment = mention.time();
        Mention.Changes changes = mention.changes();
        try {
            if (moment == null && changes == null) {
                return table.schema();
            }
            Relation relation = table.relation();
            Resolver.requireHistory(statement, mention, table, relation);
            DeltaLog log = ((Relation.Stored) relation).log();
            TimeTravel travel = new TimeTravel(session, statement);
            return changes == null
                    ? travel.snapshot(log, Objects.requireNonNull(moment)).schema()
                    : travel.changes(log, changes, _ -> Predicate.always()).schema();
        } catch (TableException e) {
            throw new QueryException(Kind.SOURCE, String.valueOf(e.getMessage()), null, e);
        }
    }

    private static String nothing(Schema schema) {
        return schema.columns().stream()
                .map(column -> "CAST(NULL AS " + EngineTypes.toSql(column.type()) + ") AS " + Sql.quote(column.name()))
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    private Compiled compiled(
            Statement statement, List<Resolved.Input> inputs, Template.Filled filled, List<Resolved.Input> all) {
        Map<String, CatalogTable> byName = new HashMap<>();
        for (Resolved.Input input : inputs) {
            CatalogTable table = Resolved.table(input);
            if (table != null) {
                byName.put(input.mention().engineName(), table);
            }
        }
        List<CatalogTable> read = new ArrayList<>();
        for (Resolved.Input input : all) {
            if (input instanceof Resolved.Table table) {
                read.add(table.table());
            }
        }
        return new Compiled(statement.select(), filled, values, byName, read, reads);
    }

    private <T> Template.Filled fill(Statement statement, List<T> inputs, Function<T, String> relation) {
        Map<Integer, String> numbers = new HashMap<>();
        return statement
                .select()
                .template()
                .fill(
                        index -> relation.apply(inputs.get(index)),
                        parameter -> numbers.computeIfAbsent(parameter, place -> value(statement.value(place))));
    }

    private String value(@Nullable Object value) {
        if (inline) {
            return Dialect.DUCKDB.literal(value);
        }
        values.add(value);
        return "$" + values.size();
    }

    /** The SELECT that each mention of a table stands for. */
    Map<Mention, String> relations(Resolved query) {
        offerStreams(query);
        Map<Mention, String> relations = new LinkedHashMap<>();
        query.inputs().forEach(input -> relations.put(input.mention(), sql(input, query.statement())));
        return relations;
    }

    /** A source that is read once streams into the query; one that may be read again is written down first. */
    private void offerStreams(Resolved query) {
        Map<CatalogTable, List<Resolved.Table>> mentioned = new LinkedHashMap<>();
        query.all().forEach(input -> {
            if (input instanceof Resolved.Table table && table.relation() instanceof Relation.Stream) {
                mentioned.computeIfAbsent(table.table(), _ -> new ArrayList<>()).add(table);
            }
        });
        mentioned.forEach((table, mentions) -> {
            Relation.Stream stream = (Relation.Stream) mentions.getFirst().relation();
            String name = "rows of " + table.qualifiedName();
            streams.put(table, name);
            if (inline || mentions.size() > 1 || mentions.getFirst().repeats()) {
                session.materialize(name, Admission.inside(stream.source()));
            } else {
                session.register(name, Admission.inside(stream.source()));
            }
        });
    }

    private String sql(Resolved.Input input, Statement statement) {
        return switch (input) {
            case Resolved.Listing _ -> Listing.sql(catalog);
            case Resolved.View view ->
                fill(
                                view.definition().statement(),
                                view.definition().inputs(),
                                inner -> sql(inner, view.definition().statement()))
                        .sql();
            case Resolved.Table table ->
                switch (table.relation()) {
                    case Relation.Scan(var select) -> select;
                    case Relation.Stream _ ->
                        "SELECT * FROM " + Sql.quote(Objects.requireNonNull(streams.get(table.table())));
                    case Relation.Stored(var log) -> stored(table, log, statement);
                    case Relation.Derived _ -> throw new IllegalStateException("a view is resolved to its statement");
                };
        };
    }

    private String stored(Resolved.Table table, DeltaLog log, Statement statement) {
        TimeTravel travel = new TimeTravel(session, statement);
        String name = table.table().qualifiedName();
        Mention.Changes changes = table.mention().changes();
        Function<Schema, Predicate> predicate = schema -> predicate(table, schema, statement);
        if (changes != null) {
            ChangeRelation changed = travel.changes(log, changes, predicate);
            reads.add(new TableRead(name, changed.version(), changed.files(), changed.filesRead()));
            return changed.sql();
        }
        Mention.Moment moment = table.mention().time();
        Snapshot snapshot =
                moment == null ? pinned.computeIfAbsent(log, DeltaLog::snapshot) : travel.snapshot(log, moment);
        List<AddFile> files = snapshot.files(predicate.apply(snapshot.schema()));
        reads.add(new TableRead(name, snapshot.version(), snapshot.numFiles(), files.size()));
        return snapshot.scanSql(ScanRequest.of(files));
    }

    private static Predicate predicate(Resolved.Table table, Schema schema, Statement statement) {
        return statement
                .select()
                .conditions()
                .predicate(
                        table.mention().engineName(),
                        schema,
                        parameter -> statement.value(statement.select().parameter(parameter)));
    }
}
