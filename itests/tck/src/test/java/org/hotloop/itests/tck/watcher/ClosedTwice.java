package org.hotloop.itests.tck.watcher;

import java.util.concurrent.atomic.AtomicBoolean;

/** Cannot be closed a second time. */
public final class ClosedTwice extends HonestWatcher {

  private final AtomicBoolean closed = new AtomicBoolean();

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      throw new IllegalStateException("is closed already");
    }
    super.close();
  }
}
