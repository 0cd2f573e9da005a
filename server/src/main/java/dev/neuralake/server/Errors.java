package dev.neuralake.server;

import dev.neuralake.catalog.TableException;
import dev.neuralake.catalog.UnknownTableException;
import dev.neuralake.columnar.EngineException;
import dev.neuralake.frame.FrameException;
import dev.neuralake.frame.UnknownColumnException;
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
            case EngineException engine -> engine(engine);
            case NeuralakeException known -> error(ErrorCode.INTERNAL, known);
            default ->
                new HttpError(ErrorCode.INTERNAL, "Cannot answer: the server failed", failure)
                        .hint("Its log tells why, under the id of this request.");
        };
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
