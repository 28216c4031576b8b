package org.hotloop.watcher.safe.internal;

import org.hotloop.annotation.HotloopWatcher;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.watcher.safe.SafeChildWatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Offers the Safe watcher to the election; delayed, so it is made only when it is elected. */
@Component(service = ChildWatcher.class)
@HotloopWatcher("safe")
@ServiceRanking(0)
public final class SafeChildWatcherComponent extends SafeChildWatcher {

  /** Where the native layer works, which the mandatory reference says. */
  @Activate
  public SafeChildWatcherComponent(@Reference Posix posix) {
    super(posix.children());
  }

  @Override
  @Deactivate
  public void close() {
    super.close();
  }
}
