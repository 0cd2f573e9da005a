/** Writes a catalog as a static documentation site. */
@NullMarked
package dev.neuralake.site;

import org.jspecify.annotations.NullMarked;
