package dev.neuralake.frame;

import dev.neuralake.types.NeuralakeException;

/** A frame that cannot be built as written: the caller's mistake, found before anything runs. */
public class FrameException extends NeuralakeException {
    private static final long serialVersionUID = 1L;

    public FrameException(String message) {
        super(message);
    }

    public FrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
