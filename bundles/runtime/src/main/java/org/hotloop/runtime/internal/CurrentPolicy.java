package org.hotloop.runtime.internal;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;

/** Whichever policy is elected: the same object through all swaps. Any thread. */
final class CurrentPolicy implements EventLoopPolicy {

  private final Supplier<EventLoopPolicy> elected;
  private final Consumer<ChildWatcher> watcherSetter;

  /**
   * @param elected the elected policy; raises where there is none
   * @param watcherSetter sets the elected policy's watcher, or null
   */
  CurrentPolicy(Supplier<EventLoopPolicy> elected, Consumer<ChildWatcher> watcherSetter) {
    this.elected = elected;
    this.watcherSetter = watcherSetter;
  }

  @Override
  public EventLoop getEventLoop() {
    return elected.get().getEventLoop();
  }

  @Override
  public void setEventLoop(EventLoop loopOrNull) {
    elected.get().setEventLoop(loopOrNull);
  }

  @Override
  public EventLoop newEventLoop() {
    return elected.get().newEventLoop();
  }

  @Override
  public ChildWatcher getChildWatcher() {
    return elected.get().getChildWatcher();
  }

  @Override
  public void setChildWatcher(ChildWatcher watcherOrNull) {
    watcherSetter.accept(watcherOrNull);
  }
}
