package org.hotloop.tck;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.hotloop.ExceptionContext;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/** A loop that runs on a thread of its own, with the watcher attached and current. */
final class SubprocessRig implements AutoCloseable {

  private final Supplier<EventLoop> loops;
  private final ChildWatcher watcher;
  private final LoopThread loop;
  private final Subprocesses subprocesses;

  SubprocessRig(
      Supplier<EventLoop> loops,
      ChildWatcher watcher,
      Function<EventLoop, Subprocesses> subprocesses) {
    this.loops = loops;
    this.watcher = watcher;
    loop = new LoopThread(loops.get());
    this.subprocesses = subprocesses.apply(loop.loop());
    EventLoops.setEventLoopPolicy(new FixedPolicy(loops, watcher));
    watcher.attachLoop(loop.loop());
  }

  SubprocessRig warmUp() throws Exception {
    communicate(SubprocessSpec.exec("true").stdin(Stdio.DEVNULL).stdout(Stdio.PIPE), null);
    return this;
  }

  EventLoop loop() {
    return loop.loop();
  }

  ChildWatcher watcher() {
    return watcher;
  }

  /** What reached the loop's exception handler. */
  List<ExceptionContext> reported() {
    return loop.reported();
  }

  /** Starts a child. */
  Subprocess start(SubprocessSpec spec) throws Exception {
    return get(subprocesses.createSubprocessExec(spec));
  }

  /** Starts a child with all streams piped. */
  Subprocess startPiped(String... command) throws Exception {
    return start(piped(command));
  }

  /** Asks for a child. */
  CompletionStage<Subprocess> create(SubprocessSpec spec) {
    return subprocesses.createSubprocessExec(spec);
  }

  /** Starts a child and communicates with it. */
  Output communicate(SubprocessSpec spec, byte[] inputOrNull) throws Exception {
    return get(start(spec).communicate(inputOrNull));
  }

  /** What {@code script} prints, all streams piped. */
  Output shell(String script) throws Exception {
    return communicate(piped("/bin/sh", "-c", script), null);
  }

  static SubprocessSpec piped(String... command) {
    return SubprocessSpec.exec(List.of(command))
        .stdin(Stdio.PIPE)
        .stdout(Stdio.PIPE)
        .stderr(Stdio.PIPE);
  }

  /** The stage's result, or its own failure, not wrapped. */
  static <T> T get(CompletionStage<T> stage) throws Exception {
    try {
      return stage.toCompletableFuture().get(Conditions.NEVER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Calls {@code work} on the loop's thread. */
  <T> T onLoop(Callable<T> work) throws Exception {
    return loop.call(work);
  }

  /** Waits until the callbacks that are queued now have run. */
  void settle() throws Exception {
    loop.settle();
  }

  /** Stops the loop and closes it under whatever is alive. Idempotent. */
  void closeLoop() throws InterruptedException {
    loop.close();
  }

  /** Gives the watcher another loop until no child is left. */
  void letAnotherLoopReap() throws InterruptedException {
    try (LoopThread other = new LoopThread(loops.get())) {
      watcher.attachLoop(other.loop());
      awaitNoChild();
      watcher.attachLoop(null);
    }
  }

  /** Waits until each child that was started is reaped. */
  static void awaitNoChild() {
    Conditions.await("no child is left", () -> Posix.get().children().unreaped() == 0);
  }

  /**
   * The loop first: it lets go of its children, also of one that is being spawned for a creation
   * that was cancelled. A watcher that is closed before drops their handlers, and nobody reaps
   * them.
   */
  @Override
  public void close() throws InterruptedException {
    closeLoop();
    Conditions.await("the spawning threads end", SubprocessRig::isNobodySpawning);
    EventLoops.setEventLoopPolicy(null);
    watcher.close();
  }

  private static boolean isNobodySpawning() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("hotloop-spawn-"));
  }
}
