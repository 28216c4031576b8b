package org.hotloop.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Marks a component that provides a {@link org.hotloop.child.ChildWatcher}: service property {@code
 * hotloop.watcher}. Its {@code service.ranking} takes part in the election.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HotloopWatcher {

  /** The name by which operators and configuration choose it. */
  String value();
}
