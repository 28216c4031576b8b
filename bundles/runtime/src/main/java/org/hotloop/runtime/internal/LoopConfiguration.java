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

  @AttributeDefinition(
      name = "Policy",
      description =
          "The hotloop.policy name of the policy that makes its engines; empty, or not installed:"
              + " the current policy.",
      required = false)
  String policy() default "";

  @AttributeDefinition(
      name = "Thread's name",
      description = "What its thread is called; empty: hotloop-loop- and its name.",
      required = false)
  String threadName() default "";

  @AttributeDefinition(
      name = "Thread's priority",
      description = "The priority of its thread, 1 to 10.",
      required = false)
  int threadPriority() default Thread.NORM_PRIORITY;

  @AttributeDefinition(
      name = "Debug mode",
      description = "Whether its debug mode is on.",
      required = false)
  boolean debug() default false;

  @AttributeDefinition(
      name = "Slow callbacks",
      description = "In debug mode callbacks that take that long, in milliseconds, are logged.",
      required = false)
  long slowCallbackMillis() default 100;

  @AttributeDefinition(
      name = "Blocked loop",
      description =
          "A loop that is inside one callback for that long, in milliseconds, is logged and shown"
              + " as blocked, with the callback and its stack; 0: never.",
      required = false)
  long blockedAfterMillis() default 1000;

  @AttributeDefinition(
      name = "Grace period",
      description =
          "How long, in milliseconds, connections live on that the loops of the next policy cannot"
              + " watch; 0: they end at once.",
      required = false)
  long graceMillis() default 5000;
}
