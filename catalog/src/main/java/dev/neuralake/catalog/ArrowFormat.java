package dev.neuralake.catalog;

import dev.neuralake.columnar.Engine;
import dev.neuralake.types.NeuralakeException;

/** Arrow IPC. */
record ArrowFormat(ArrowTable table) implements FileFormat {

    @Override
    public Reading read(DataFiles files, Engine engine) {
        throw new NeuralakeException("Arrow files are not read");
    }
}
