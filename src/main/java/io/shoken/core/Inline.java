package io.shoken.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a settings record whose keys stand in its parent's block of HOCON. With
 * {@code record Step(@Inline Endpoint endpoint, double share)} and {@code record Endpoint(String
 * model)}, the block is {@code step { model = m, share = 0.5 }}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Inline {}
