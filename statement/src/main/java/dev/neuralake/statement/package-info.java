/**
 * SQL that writes: the statements that users of Delta know from Spark, from their text to a commit.
 * {@link dev.neuralake.statement.StatementParser} is the entry type; a {@link dev.neuralake.statement.Statement} is
 * what it reads.
 */
@NullMarked
package dev.neuralake.statement;

import org.jspecify.annotations.NullMarked;
