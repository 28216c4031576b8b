package com.example.watcher;

import org.hotloop.annotation.HotloopWatcher;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers the watcher to Hotloop's election: {@code hotloop:watcher polling} pins it. It has the
 * ranking 0, like Safe, and is the younger of the two, so it serves where it is named or alone.
 */
@Component(service = ChildWatcher.class)
@HotloopWatcher("polling")
public final class PollingChildWatcherComponent extends PollingChildWatcher {

  /** There only where the native layer works, which the reference says. */
  @Activate
  public PollingChildWatcherComponent(@Reference Posix posix) {
    super(posix.children());
  }

  @Override
  @Deactivate
  public void close() {
    super.close();
  }
}
