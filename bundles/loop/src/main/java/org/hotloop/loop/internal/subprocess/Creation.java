package org.hotloop.loop.internal.subprocess;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.EventLoops;
import org.hotloop.child.ChildWatcher;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/**
 * One start, from a spawning thread to the loop. Its stage is complete early when it was cancelled
 * or the loop was closed; whoever notices next discards the child, so that it is killed, and reaped
 * by its watcher.
 */
final class Creation {

  private final EventLoop loop;
  private final SubprocessStarter starter;
  private final Supplier<? extends SubprocessProtocol> protocol;
  private final SubprocessSpec spec;
  private final CompletableFuture<SubprocessTransport> stage;

  Creation(
      EventLoop loop,
      SubprocessStarter starter,
      Supplier<? extends SubprocessProtocol> protocol,
      SubprocessSpec spec,
      CompletableFuture<SubprocessTransport> stage) {
    this.loop = loop;
    this.starter = starter;
    this.protocol = protocol;
    this.spec = spec;
    this.stage = stage;
  }

  /**
   * On the loop, as in asyncio: a policy makes its watcher for the context that asks for it, and a
   * spawning thread is no context.
   */
  void begin(Executor spawners) {
    if (stage.isDone()) {
      return;
    }
    try {
      ChildWatcher watcher = EventLoops.getChildWatcher();
      spawners.execute(() -> spawn(watcher));
    } catch (RuntimeException e) {
      stage.completeExceptionally(e);
    } catch (OutOfMemoryError e) { // what the JDK says where the system has no thread to give
      stage.completeExceptionally(
          Refusal.EAGAIN.because(
              Reason.PROCESSES_EXHAUSTED,
              "no thread to start the child on: threads count as processes, see the user's limit"
                  + " (ulimit -u) and the control group's pids.max",
              e));
    }
  }

  /** On a spawning thread. */
  private void spawn(ChildWatcher watcher) {
    if (stage.isDone()) {
      return;
    }
    try {
      ChildTransport child = new Launcher(loop, starter, watcher).launch(spec);
      starter.born(child);
      handOver(child);
    } catch (Throwable e) { // an Error too, such as a native library's, is the caller's to see
      fail(e);
    }
  }

  private void handOver(ChildTransport child) {
    try {
      loop.callSoonThreadsafe(() -> connect(child));
    } catch (EventLoopClosedException e) {
      child.discard(e);
      stage.completeExceptionally(e);
    }
  }

  /** On the loop. */
  private void connect(ChildTransport child) {
    if (stage.isDone()) {
      child.discard();
      return;
    }
    try {
      child.connect(protocol.get());
    } catch (RuntimeException e) {
      child.discard();
      stage.completeExceptionally(e);
      return;
    }
    if (!stage.complete(child)) {
      child.close();
    }
  }

  private void fail(Throwable cause) {
    try {
      loop.callSoonThreadsafe(() -> stage.completeExceptionally(cause));
    } catch (EventLoopClosedException e) {
      stage.completeExceptionally(cause);
    }
  }
}
