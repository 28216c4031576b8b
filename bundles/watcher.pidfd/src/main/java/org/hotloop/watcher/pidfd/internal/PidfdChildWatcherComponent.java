package org.hotloop.watcher.pidfd.internal;

import org.hotloop.annotation.HotloopWatcher;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.watcher.pidfd.PidfdChildWatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;

/** Offers the Pidfd watcher to the election; delayed, so it is made only when it is elected. */
@Component(service = ChildWatcher.class)
@HotloopWatcher("pidfd")
@ServiceRanking(100)
public final class PidfdChildWatcherComponent extends PidfdChildWatcher {

  /** Where the native layer and pidfds work, which the mandatory references say. */
  @Activate
  public PidfdChildWatcherComponent(@Reference Posix posix, @Reference WorkingPidfds pidfds) {
    super(posix.children(), posix.pidfds(), posix.poller());
  }

  @Override
  @Deactivate
  public void close() {
    super.close();
  }
}
