package org.hotloop.runtime.internal;

import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.swap.OwnedWatcher;
import org.hotloop.spi.RunningLoop;

/** The runtime in the name of one bundle. Any thread. */
final class OwnedRuntime implements EventLoopRuntime {

  private final HotloopRuntime runtime;
  private final Principal principal;
  private final OwnedWatcher watcher;

  OwnedRuntime(HotloopRuntime runtime, Principal principal) {
    this.runtime = runtime;
    this.principal = principal;
    this.watcher = runtime.children().ownedBy(principal.name());
  }

  /** The bundle lets go of it: the handlers registered through it are dropped. */
  void release() {
    watcher.release();
  }

  @Override
  public EventLoopPolicy getEventLoopPolicy() {
    return runtime.electedPolicy();
  }

  @Override
  public void setEventLoopPolicy(EventLoopPolicy policyOrNull) {
    runtime.setPolicy(principal, policyOrNull);
  }

  @Override
  public EventLoop getEventLoop() {
    return RunningLoop.current().orElseGet(() -> getEventLoopPolicy().getEventLoop());
  }

  @Override
  public void setEventLoop(EventLoop loopOrNull) {
    getEventLoopPolicy().setEventLoop(loopOrNull);
  }

  @Override
  public EventLoop newEventLoop() {
    return getEventLoopPolicy().newEventLoop();
  }

  @Override
  public ChildWatcher getChildWatcher() {
    return watcher;
  }

  @Override
  public void setChildWatcher(ChildWatcher watcherOrNull) {
    runtime.setWatcher(principal, watcherOrNull);
  }

  @Override
  public Optional<SwapDTO> pinEventLoopPolicy(String name) {
    return runtime.policiesByHand().pin(name);
  }

  @Override
  public Optional<SwapDTO> unpinEventLoopPolicy() {
    return runtime.policiesByHand().clear();
  }

  @Override
  public Optional<SwapDTO> pinChildWatcher(String name) {
    return runtime.watchersByHand().pin(name);
  }

  @Override
  public Optional<SwapDTO> unpinChildWatcher() {
    return runtime.watchersByHand().clear();
  }

  @Override
  public RuntimeDTO snapshot() {
    return runtime.snapshot();
  }
}
