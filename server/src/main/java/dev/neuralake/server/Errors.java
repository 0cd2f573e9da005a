package dev.neuralake.server;

import dev.neuralake.catalog.TableException;
import dev.neuralake.catalog.UnknownTableException;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.frame.FrameException;
import dev.neuralake.frame.UnknownColumnException;
import dev.neuralake.query.failure.Place;
import dev.neuralake.query.failure.QueryException;
import dev.neuralake.types.NeuralakeException;
import org.jspecify.annotations.Nullable;

/** What a failure is called in HTTP. */
final class Errors {
    private Errors() {}

    static HttpError of(Throwable failure) {
        return switch (failure) {
            case HttpError error -> error;
            case UnknownTableException unknown -> error(ErrorCode.UNKNOWN_TABLE, unknown);
            case UnknownColumnException unknown -> error(ErrorCode.UNKNOWN_COLUMN, unknown);
            case FrameException wrong -> error(ErrorCode.INVALID_SQL, wrong);
            case TableException unreadable -> error(ErrorCode.TABLE_UNREADABLE, unreadable);
            case QueryException query -> query(query);
            case EngineException engine -> engine(engine);
            case NeuralakeException known -> error(ErrorCode.INTERNAL, known);
            default ->
                new HttpError(ErrorCode.INTERNAL, "Cannot answer: the server failed", failure)
                        .hint("Its log tells why, under the id of this request.");
        };
    }

    private static HttpError query(QueryException failure) {
        @Nullable Integer position = failure.place().map(Place::position).orElse(null);
        return new HttpError(code(failure), failure.summary(), failure).position(position);
    }

    private static ErrorCode code(QueryException failure) {
        return switch (failure.kind()) {
            case SYNTAX -> ErrorCode.INVALID_SQL;
            case UNKNOWN_TABLE ->
                failure.getCause() instanceof UnknownTableException
                        ? ErrorCode.UNKNOWN_TABLE
                        : ErrorCode.UNKNOWN_VERSION;
            case UNKNOWN_COLUMN -> ErrorCode.UNKNOWN_COLUMN;
            case FORBIDDEN -> ErrorCode.FORBIDDEN_SQL;
            case PARAMETER -> ErrorCode.INVALID_PARAMETER;
            case TYPE -> isAboutValues(failure) ? ErrorCode.QUERY_FAILED : ErrorCode.INVALID_SQL;
            case TIMEOUT -> ErrorCode.DEADLINE_EXCEEDED;
            case CANCELLED -> ErrorCode.UNAVAILABLE;
            case RESOURCES -> ErrorCode.RESOURCES_EXHAUSTED;
            case SOURCE -> ErrorCode.TABLE_UNREADABLE;
            case INTERNAL -> ErrorCode.INTERNAL;
        };
    }

    /** The statement is sound, and a value in the data is not. */
    private static boolean isAboutValues(QueryException failure) {
        return failure.getCause() instanceof EngineException engine
                && (engine.kind() == EngineException.Kind.CONVERSION || engine.kind() == EngineException.Kind.OTHER);
    }

    private static HttpError engine(EngineException failure) {
        ErrorCode code = switch (failure.kind()) {
            case SYNTAX, CATALOG, BINDING -> ErrorCode.INVALID_SQL;
            case CONVERSION, OTHER -> ErrorCode.QUERY_FAILED;
            case SOURCE, IO -> ErrorCode.TABLE_UNREADABLE;
            case PERMISSION -> ErrorCode.FORBIDDEN_SQL;
            case OUT_OF_MEMORY, OUT_OF_DISK -> ErrorCode.RESOURCES_EXHAUSTED;
            case INTERRUPTED -> ErrorCode.UNAVAILABLE;
        };
        @Nullable
        Integer position = failure.position().isPresent() ? failure.position().getAsInt() : null;
        return error(code, failure).position(position);
    }

    private static HttpError error(ErrorCode code, NeuralakeException failure) {
        return new HttpError(code, String.valueOf(failure.getMessage()), failure);
    }
}
