/** Settings, where each came from, and what an environment demands. */
@NullMarked
package dev.neuralake.settings;

import org.jspecify.annotations.NullMarked;
