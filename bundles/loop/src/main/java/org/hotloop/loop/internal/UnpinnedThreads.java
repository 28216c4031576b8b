package org.hotloop.loop.internal;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Threads that keep nothing of whoever happened to need them first: no context class loader, no
 * inherited thread locals, no access control context, each of which would pin the class loader of a
 * bundle.
 */
public final class UnpinnedThreads {

  private UnpinnedThreads() {}

  /** A daemon, not started. */
  @SuppressWarnings("removal") // of doPrivileged, with which goes what it is needed for here
  public static Thread daemon(String name, Runnable work) {
    PrivilegedAction<Thread> making = () -> new Thread(null, work, name, 0, false);
    Thread thread = AccessController.doPrivileged(making);
    thread.setDaemon(true);
    thread.setContextClassLoader(UnpinnedThreads.class.getClassLoader());
    return thread;
  }
}
