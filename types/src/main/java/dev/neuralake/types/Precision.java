package dev.neuralake.types;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The digits of a {@code BigDecimal}: {@code @Precision(digits = 12, scale = 2) BigDecimal amount} is a
 * {@code decimal(12,2)}. Without it a {@code BigDecimal} is a {@code decimal(38,18)}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Precision {
    /** All digits, 1 to 38. */
    int digits();

    /** The digits behind the point, 0 to {@code digits}. */
    int scale();
}
