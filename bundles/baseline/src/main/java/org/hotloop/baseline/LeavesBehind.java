package org.hotloop.baseline;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test class that cannot but leave something behind. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LeavesBehind {

  /** How that begins in a failure's text, such as {@code descriptor socket:}. */
  String value();

  /** Why it cannot be helped. */
  String because();
}
