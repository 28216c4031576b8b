package org.hotloop.runtime.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The choice of policy and watcher: PID {@value #PID}. */
@ObjectClassDefinition(
    name = "Hotloop runtime",
    description = "Names the event loop policy and the child watcher; changes are live swaps.")
@interface RuntimeConfiguration {

  /** The PID. */
  String PID = "org.hotloop.runtime";

  @AttributeDefinition(
      name = "Policy",
      description =
          "The hotloop.policy name of the event loop policy; empty: the highest service.ranking."
              + " A name that is not installed is taken when it appears.",
      required = false)
  String policy() default "";

  @AttributeDefinition(
      name = "Watcher",
      description =
          "The hotloop.watcher name of the child watcher; empty: the highest service.ranking."
              + " A name that is not installed is taken when it appears.",
      required = false)
  String watcher() default "";
}
