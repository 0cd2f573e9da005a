/** What the code declares: tables, databases and their metadata. */
@NullMarked
package dev.neuralake.catalog;

import org.jspecify.annotations.NullMarked;
