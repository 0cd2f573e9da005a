/**
 * Plans as SQL. Enter through {@link dev.neuralake.frame.sql.PlanSql}; a {@link dev.neuralake.frame.sql.Dialect} says
 * how an engine spells it.
 */
@NullMarked
package dev.neuralake.frame.sql;

import org.jspecify.annotations.NullMarked;
