/**
 * What a statement's conditions say about the rows of each table, so that files without such rows are left out.
 * {@link dev.neuralake.query.prune.Conditions} is the entry type.
 */
@NullMarked
package dev.neuralake.query.prune;

import org.jspecify.annotations.NullMarked;
