package org.hotloop.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that says why something cannot work here: registered instead of the service that is
 * missing, and shown to the operator. Immutable.
 */
@ConsumerType
public interface Impediment {

  /** What is missing, such as {@code "native layer"}. */
  String subject();

  /** Why, naming the cause. */
  String reason();

  /** What does not work because of it, and what still does. */
  String consequence();
}
