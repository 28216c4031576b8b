package org.hotloop.watcher.threaded.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hotloop.annotation.HotloopWatcher;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.watcher.threaded.ThreadedChildWatcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.metatype.annotations.Designate;

/** Offers the Threaded watcher to the election; delayed, so it is made only when it is elected. */
@Component(service = ChildWatcher.class, configurationPid = ThreadedConfiguration.PID)
@Designate(ocd = ThreadedConfiguration.class)
@HotloopWatcher("threaded")
@ServiceRanking(-50)
public final class ThreadedChildWatcherComponent extends ThreadedChildWatcher {

  private static final Logger LOG = System.getLogger(ThreadedChildWatcher.class.getName());

  /** Where the native layer works, which the mandatory reference says. */
  @Activate
  public ThreadedChildWatcherComponent(
      @Reference Posix posix, ThreadedConfiguration configuration) {
    super(posix.children(), posix.exitWaits(), DEFAULT_MAXIMUM_THREADS);
    modified(configuration);
  }

  /** Another maximum, while children run; one that makes no sense leaves the one before. */
  @Modified
  void modified(ThreadedConfiguration configuration) {
    try {
      setMaximumThreads(configuration.maximumThreads());
    } catch (IllegalArgumentException e) {
      LOG.log(
          Level.ERROR,
          "The configuration {0} is refused: {1}",
          ThreadedConfiguration.PID,
          e.getMessage());
    }
  }

  @Override
  @Deactivate
  public void close() {
    super.close();
  }
}
