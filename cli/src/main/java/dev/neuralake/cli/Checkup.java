package dev.neuralake.cli;

import java.util.List;

/** A group of checks of {@code neuralake doctor}. Leaves nothing behind. */
interface Checkup {
    List<Finding> findings();
}
