package org.hotloop.tck;

import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.posix.Signals;
import org.hotloop.posix.Signals.Registration;

/** SIGCHLD after SIGCHLD, from the constructor until it is closed. */
final class SigchldStorm implements AutoCloseable {

  private static final int UNDER_WAY = 100;

  private final AtomicInteger raised = new AtomicInteger();

  /** A JVM raises no signal that nobody listens for, and not every watcher does. */
  private final Registration listener = Signals.listen("CHLD", () -> {});

  private final Thread thread = new Thread(this::rage, "tck-sigchld-storm");
  private volatile boolean over;

  SigchldStorm() {
    thread.setDaemon(true);
    thread.start();
    Conditions.await("the storm is under way", () -> raised.get() > UNDER_WAY);
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join(Conditions.NEVER.toMillis());
    listener.close();
  }

  private void rage() {
    try {
      while (!over) {
        ForeignSignals.raiseSigchld();
        raised.incrementAndGet();
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
