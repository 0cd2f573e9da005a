package dev.neuralake.query;

import dev.neuralake.columnar.ArrowRows;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.columnar.Result;
import dev.neuralake.columnar.Session;
import dev.neuralake.delta.DeltaLog;
import dev.neuralake.delta.Snapshot;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.query.failure.QueryException.Kind;
import dev.neuralake.query.gate.Mention.Moment;
import dev.neuralake.types.NeuralakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the version that a statement asks for; what stands behind AT is an expression without columns. */
final class TimeTravel {
    private final Session session;
    private final Statement statement;

    TimeTravel(Session session, Statement statement) {
        this.session = session;
        this.statement = statement;
    }

    Snapshot snapshot(DeltaLog log, Moment moment) {
        Object value = value(moment);
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

    private @Nullable Object value(Moment moment) {
        List<@Nullable Object> values = new ArrayList<>();
        String expression = moment.expression()
                .fill(
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
        String type = moment.isVersion() ? "BIGINT" : "TIMESTAMP WITH TIME ZONE";
        try (Result result = session.query("SELECT CAST((" + expression + ") AS " + type + ")", values);
                ArrowRows rows = result.rows()) {
            return rows.next()[0];
        } catch (EngineException e) {
            throw new QueryException(
                    Kind.TYPE,
                    "Cannot travel to " + expression + ": it is no " + (moment.isVersion() ? "version number" : "time")
                            + " (" + e.reason() + ")",
                    null,
                    e);
        }
    }
}
