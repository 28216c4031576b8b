package org.hotloop.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Marks a component that provides an {@link org.hotloop.EventLoopPolicy}: service property {@code
 * hotloop.policy}. Its {@code service.ranking} takes part in the election.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HotloopPolicy {

  /** The name by which operators and configuration choose it. */
  String value();
}
