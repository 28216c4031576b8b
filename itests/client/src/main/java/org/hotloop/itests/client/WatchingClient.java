package org.hotloop.itests.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Watches the children that it is given by number, and never lets go of one: what it registers is
 * there when its bundle stops. By a type of the JDK's, since a copy of this bundle has other
 * classes.
 */
@Component(service = LongConsumer.class, immediate = true)
public final class WatchingClient implements LongConsumer {

  private final Queue<ExitStatus> ends = new ConcurrentLinkedQueue<>();
  private final ChildWatcher watcher;

  /** With this bundle's own view of the current watcher. */
  @Activate
  public WatchingClient(@Reference ChildWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public void accept(long pid) {
    watcher.addChildHandler(pid, (ended, status) -> ends.add(status));
  }
}
