package org.hotloop.watcher.fast.internal;

import org.hotloop.annotation.HotloopWatcher;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.watcher.fast.FastChildWatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Offers the Fast watcher to the election; delayed, so it is made only when it is elected. */
@Component(service = ChildWatcher.class)
@HotloopWatcher("fast")
@ServiceRanking(-100)
public final class FastChildWatcherComponent extends FastChildWatcher {

  /** Where the native layer works, which the mandatory reference says. */
  @Activate
  public FastChildWatcherComponent(@Reference Posix posix) {
    super(posix.children());
  }

  @Override
  @Deactivate
  public void close() {
    super.close();
  }
}
