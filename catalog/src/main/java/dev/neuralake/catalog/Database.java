package dev.neuralake.catalog;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A class that declares tables: each static method and static field with {@link Table} is one. Its Javadoc comment
 * describes the database. Several classes may declare tables of one database.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Database {
    /**
     * The name: a letter or underscore, then letters, digits and underscores. Left out, it is the class's name in
     * snake_case.
     */
    String value() default "";
}
