package dev.neuralake.columnar.format;

/** Writes the value that a vector holds in a row. */
@FunctionalInterface
interface Cell {
    void write(int row);
}
