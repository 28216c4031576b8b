package org.hotloop.loop.proactor.internal;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.Channel;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The group of one loop's channels, made for the first of them, with one thread: it only moves
 * bytes and tells the loop. Loop's thread only, or any while the loop does not run.
 */
final class ChannelGroup implements Closeable {

  private static final Logger LOG = System.getLogger(ChannelGroup.class.getName());

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Null before the first channel. */
  private AsynchronousChannelGroup group;

  AsynchronousChannelGroup get() throws IOException {
    if (group == null) {
      group = AsynchronousChannelGroup.withFixedThreadPool(1, ChannelGroup::newThread);
    }
    return group;
  }

  /** Closes the channels that are left; the thread ends by itself. */
  @Override
  public void close() throws IOException {
    if (group != null) {
      group.shutdownNow();
    }
  }

  /** Closes a channel that nobody wants; nobody can do anything about a failure. */
  static void discard(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, channel + " could not be closed", e);
    }
  }

  /** Keeps nothing of whoever needed the first channel. */
  @SuppressWarnings("removal") // of doPrivileged, with which goes what it is needed for here
  private static Thread newThread(Runnable work) {
    String name = "hotloop-proactor-" + COUNT.incrementAndGet();
    PrivilegedAction<Thread> making = () -> new Thread(null, work, name, 0, false);
    Thread thread = AccessController.doPrivileged(making);
    thread.setDaemon(true);
    thread.setContextClassLoader(ChannelGroup.class.getClassLoader());
    return thread;
  }
}
