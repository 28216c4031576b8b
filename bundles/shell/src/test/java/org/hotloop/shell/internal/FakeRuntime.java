package org.hotloop.shell.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.UnknownProviderException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;

/** A runtime that notes what it was asked for. */
final class FakeRuntime implements EventLoopRuntime {

  final List<String> calls = new ArrayList<>();
  final RuntimeDTO snapshot = Snapshots.idle();
  Optional<SwapDTO> swap = Optional.empty();

  @Override
  public Optional<SwapDTO> pinEventLoopPolicy(String name) {
    return called("pin policy " + name);
  }

  @Override
  public Optional<SwapDTO> unpinEventLoopPolicy() {
    return called("unpin policy");
  }

  @Override
  public Optional<SwapDTO> pinChildWatcher(String name) {
    if (snapshot.watcher.providers.stream().noneMatch(known -> known.name.equals(name))) {
      throw new UnknownProviderException("watcher", name, List.of("safe", "fast"));
    }
    return called("pin watcher " + name);
  }

  @Override
  public Optional<SwapDTO> unpinChildWatcher() {
    return called("unpin watcher");
  }

  @Override
  public RuntimeDTO snapshot() {
    return snapshot;
  }

  private Optional<SwapDTO> called(String what) {
    calls.add(what);
    return swap;
  }

  @Override
  public EventLoopPolicy getEventLoopPolicy() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEventLoopPolicy(EventLoopPolicy policyOrNull) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EventLoop getEventLoop() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setEventLoop(EventLoop loopOrNull) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EventLoop newEventLoop() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChildWatcher getChildWatcher() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setChildWatcher(ChildWatcher watcherOrNull) {
    throw new UnsupportedOperationException();
  }
}
