package org.hotloop.loop.internal.net;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What is done with channels that nobody wants any more. */
public final class Channels {

  private static final Logger LOG = System.getLogger(Channels.class.getName());

  private Channels() {}

  /** Closes it; nobody can do anything about a failure, which is logged. */
  public static void close(Closeable channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, channel + " could not be closed", e);
    }
  }
}
