package org.hotloop.itests.bench.internal.jvm;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.hotloop.posix.Posix;

/** The least that Java needs: a selector's loop, and the native layer with its one epoll thread. */
record BarePeer(BareLoop bareLoop, Thread thread, BareChildren bareChildren) implements Peer {

  static Peer start() throws IOException {
    BareLoop loop = new BareLoop();
    Thread thread = new Thread(loop, "loop");
    thread.setDaemon(true);
    thread.start();
    return new BarePeer(loop, thread, new BareChildren(Posix.get()));
  }

  @Override
  public Executor beginning() {
    return bareLoop::callSoonThreadsafe;
  }

  @Override
  public Optional<Children> children() {
    return Optional.of(bareChildren);
  }

  @Override
  public Optional<Loop> loop() {
    return Optional.of(bareLoop);
  }

  @Override
  public Optional<EchoServer> echo() {
    return Optional.of(bareLoop);
  }

  @Override
  public void close() throws InterruptedException {
    bareLoop.stop();
    thread.join();
  }
}
