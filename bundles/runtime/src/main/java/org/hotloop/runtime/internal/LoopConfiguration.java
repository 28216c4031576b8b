package org.hotloop.runtime.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One more managed loop: factory PID {@value #PID}. */
@ObjectClassDefinition(
    name = "Hotloop managed loop",
    description = "An event loop that the runtime runs and publishes as a service.")
@interface LoopConfiguration {

  /** The factory PID. */
  String PID = "org.hotloop.loop";

  @AttributeDefinition(
      name = "Name",
      description =
          "The loop's name, its service property hotloop.loop. Not empty, not main, and not the"
              + " name of another loop.")
  String name() default "";
}
