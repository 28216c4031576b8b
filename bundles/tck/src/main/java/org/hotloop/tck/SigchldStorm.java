package org.hotloop.tck;

import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.posix.Signals;

/** SIGCHLD after SIGCHLD, from the constructor until it is closed. */
final class SigchldStorm implements AutoCloseable {

  private static final int UNDER_WAY = 100;

  /** The JDK raises no signal that nobody handles, as where a watcher needs no SIGCHLD. */
  private final Signals.Registration listening = Signals.listen("CHLD", () -> {});

  private final AtomicInteger raised = new AtomicInteger();
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
    listening.close();
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
