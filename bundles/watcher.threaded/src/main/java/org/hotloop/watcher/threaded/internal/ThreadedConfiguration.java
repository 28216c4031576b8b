package org.hotloop.watcher.threaded.internal;

import org.hotloop.watcher.threaded.ThreadedChildWatcher;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The Threaded watcher: PID {@value #PID}. */
@ObjectClassDefinition(
    name = "Hotloop Threaded watcher",
    description = "The child watcher with a thread for each child.")
@interface ThreadedConfiguration {

  /** The PID. */
  String PID = "org.hotloop.watcher.threaded";

  @AttributeDefinition(
      name = "Maximum of threads",
      description =
          "How many threads wait for children at most, at least 1. Children beyond that are polled"
              + " twice a second.",
      min = "1")
  int maximumThreads() default ThreadedChildWatcher.DEFAULT_MAXIMUM_THREADS;
}
