package org.hotloop.itests.bench.internal.jvm;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.hotloop.EventLoop;

/** Hotloop, by one of its ways to start children. */
record HotloopPeer(EventLoop eventLoop, Children starter, AutoCloseable end) implements Peer {

  @Override
  public Executor beginning() {
    return eventLoop;
  }

  @Override
  public Optional<Children> children() {
    return Optional.of(starter);
  }

  @Override
  public Optional<Loop> loop() {
    return Optional.of(new HotloopLoop(eventLoop));
  }

  @Override
  public Optional<EchoServer> echo() {
    return Optional.of(new HotloopLoop(eventLoop));
  }

  @Override
  public void close() throws Exception {
    end.close();
  }
}
