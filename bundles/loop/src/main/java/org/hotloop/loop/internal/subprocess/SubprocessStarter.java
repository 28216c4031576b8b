package org.hotloop.loop.internal.subprocess;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/** Starts the children of one loop, on threads of its own, and knows those that live. */
public final class SubprocessStarter implements AutoCloseable {

  /** For {@code loop}; starts no thread before the first child. */
  public SubprocessStarter(EventLoop loop) {}

  /** As {@link EventLoop#subprocessExec}. Any thread. */
  public CompletionStage<SubprocessTransport> exec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec) {
    throw new IllegalStateException();
  }

  /** The loop is closing: on the thread that closes it, which runs no loop. Idempotent. */
  @Override
  public void close() {}
}
