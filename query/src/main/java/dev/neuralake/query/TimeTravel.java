package dev.neuralake.query;

import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.ChangeRelation;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.delta.index.Predicate;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Mention.Changes;
import dev.neuralake.query.gate.Mention.Moment;
import dev.neuralake.query.gate.Template;
import dev.neuralake.types.NeuralakeException;
import dev.neuralake.types.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the versions that a statement asks for; what names them are expressions without columns. */
final class TimeTravel {
    private static final String VERSION = "BIGINT";
    private static final String TIME = "TIMESTAMP WITH TIME ZONE";

    private final Session session;
    private final Statement statement;

    TimeTravel(Session session, Statement statement) {
        this.session = session;
        this.statement = statement;
    }

    Snapshot snapshot(DeltaLog log, Moment moment) {
        Object value = value(moment.expression(), moment.isVersion() ? VERSION : TIME);
        if (value == null) {
            throw new QueryException(
                    Kind.UNKNOWN_TABLE, "Cannot read table " + log.name() + " as of NULL (give a version or a time)");
        }
        try {
            return moment.isVersion() ? log.snapshot((Long) value) : log.snapshotAt((Instant) value);
        } catch (NeuralakeException e) {
            throw new QueryException(Kind.UNKNOWN_TABLE, String.valueOf(e.getMessage()), null, e);
        }
    }

    ChangeRelation changes(DeltaLog log, Changes changes, Function<Schema, Predicate> predicate) {
        Object from = commit(log, changes.from());
        Object to = changes.to() == null ? null : commit(log, changes.to());
        try {
            return switch (from) {
                case Long version when to == null || to instanceof Long -> log.changes(version, (Long) to, predicate);
                case Instant time
                when to == null || to instanceof Instant -> log.changes(time, (Instant) to, predicate);
                default ->
                    throw new QueryException(
                            Kind.TYPE,
                            "Cannot read the changes of table " + log.name() + " from " + from + " to " + to
                                    + ": one is a version and the other a time (use the same for both)");
            };
        } catch (QueryException e) {
            throw e;
        } catch (NeuralakeException e) {
            throw new QueryException(Kind.UNKNOWN_TABLE, String.valueOf(e.getMessage()), null, e);
        }
    }

    /** A whole number is a version, anything else is to be a time. */
    private Object commit(DeltaLog log, Template expression) {
        Object value = value(expression, null);
        return switch (value) {
            case null ->
                throw new QueryException(
                        Kind.UNKNOWN_TABLE,
                        "Cannot read the changes of table " + log.name()
                                + " from or to NULL (give a version or a time)");
            case Byte _, Short _, Integer _, Long _ -> ((Number) value).longValue();
            case Instant time -> time;
            default -> Objects.requireNonNull(evaluated("?", String.valueOf(value), List.of(value.toString()), TIME));
        };
    }

    /** @param type what the value is to be; null for what it is by itself */
    private @Nullable Object value(Template template, @Nullable String type) {
        List<@Nullable Object> values = new ArrayList<>();
        String expression = template.fill(
                        _ -> {
                            throw new QueryException(
                                    Kind.FORBIDDEN,
                                    "Cannot travel to a time that is read from a table (give it as a value)");
                        },
                        parameter -> {
                            values.add(statement.value(parameter));
                            return "$" + values.size();
                        })
                .sql();
        return evaluated(expression, expression, values, type);
    }

    /** @param shown what errors show of the expression */
    private @Nullable Object evaluated(
            String expression, String shown, List<? extends @Nullable Object> values, @Nullable String type) {
        String select = type == null ? expression : "CAST((" + expression + ") AS " + type + ")";
        try (Result result = session.query("SELECT " + select, values);
                ArrowRows rows = result.rows()) {
            return rows.next()[0];
        } catch (EngineException e) {
            throw new QueryException(
                    Kind.TYPE,
                    "Cannot travel to " + shown + ": it is no " + (VERSION.equals(type) ? "version number" : "time")
                            + " (" + e.reason() + ")",
                    null,
                    e);
        }
    }
}
