package dev.neuralake.catalog;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A table of a {@link Database}: a static method or static field of any visibility, whose Javadoc comment is the
 * table's description. What the method returns or the field holds is the kind of table: {@link Rows} of records or an
 * {@link dev.neuralake.columnar.ArrowSource} for a function table, a {@link dev.neuralake.frame.LazyFrame} for a view,
 * or any {@link TableDefinition}. A method takes nothing or the {@link Catalog}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Table {
    /**
     * The name: a letter or underscore, then letters, digits and underscores. Left out, it is the method's or field's
     * name in snake_case: {@code userEvents} and {@code USER_EVENTS} both name {@code user_events}.
     */
    String name() default "";

    /** Who answers for the table: a team or a person. */
    String owner() default "";

    /** Words to find the table by. */
    String[] tags() default {};

    /**
     * Why the table should no longer be used and what replaces it; empty for a table in use. {@code @Deprecated} with a
     * Javadoc {@code @deprecated} text says the same.
     */
    String deprecated() default "";
}
