/**
 * SQL text as tokens, for what is decided before the engine's parser sees it: where a statement ends, which words of
 * Delta's dialect stand in it. {@link dev.neuralake.query.token.Lexer} is the entry type.
 */
@NullMarked
package dev.neuralake.query.token;

import org.jspecify.annotations.NullMarked;
