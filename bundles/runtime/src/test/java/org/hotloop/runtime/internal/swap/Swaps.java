package org.hotloop.runtime.internal.swap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Office;
import org.hotloop.runtime.internal.election.Source;
import org.hotloop.runtime.internal.testing.Kernel;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestLoop;

/** A swap-safe watcher on a main loop that runs, above providers that a test installs. */
final class Swaps implements AutoCloseable {

  /** A test that awaits its end awaits a fraction of it. */
  static final Patience PATIENCE = new Patience(Duration.ofMillis(300), Duration.ofMillis(300));

  final Kernel kernel = new Kernel();
  final Election<ChildWatcher> election = new Election<>("watcher");
  final SwapSafeWatcher children = new SwapSafeWatcher(this::mainLoop, PATIENCE);
  final Office<ChildWatcher> office =
      new Office<>("watcher", () -> election.choose().on(this.loop), children, report -> report);
  final OwnedWatcher watcher = children.ownedBy("client");
  final TestLoop loop = new TestLoop();
  private final Thread thread = new Thread(loop::runForever, "hotloop-test-main");
  private volatile boolean hasLoop = true;
  private long serviceId = 1;

  Swaps() throws InterruptedException {
    thread.start();
    onLoop(() -> {});
  }

  private Optional<EventLoop> mainLoop() {
    return hasLoop ? Optional.of(loop) : Optional.empty();
  }

  /** A provider of the highest ranking, which serves when this returns. */
  SwapDTO swapTo(String name, KernelWatcher provider) {
    install(name, provider);
    return office.settle().orElseThrow();
  }

  KernelWatcher swapTo(String name) {
    KernelWatcher provider = new KernelWatcher(kernel);
    swapTo(name, provider);
    return provider;
  }

  /** A provider that is not elected yet; each ranks above those before. */
  Candidate<ChildWatcher> install(String name, ChildWatcher provider) {
    Candidate<ChildWatcher> candidate =
        new Candidate<>(name, (int) serviceId, serviceId++, name, new Source.Fixed<>(provider));
    election.add(candidate);
    return candidate;
  }

  /** All providers go. */
  SwapDTO park() {
    election.candidates().forEach(election::remove);
    return office.settle().orElseThrow();
  }

  /** A child and its handler. */
  void spawn(long pid, ChildHandler handler) {
    kernel.fork(pid);
    watcher.addChildHandler(pid, handler);
  }

  /** Runs {@code action} on the loop and waits for it, and for what was scheduled before. */
  void onLoop(Runnable action) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    loop.callSoonThreadsafe(
        () -> {
          action.run();
          done.countDown();
        });
    if (!done.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the loop hangs");
    }
  }

  /** The loop runs no more, but is not closed. */
  void stopLoop() throws InterruptedException {
    loop.stop();
    thread.join();
  }

  /** There is no main loop any more. */
  void endLoop() throws InterruptedException {
    hasLoop = false;
    stopLoop();
    loop.close();
  }

  @Override
  public void close() throws InterruptedException {
    children.end();
    if (thread.isAlive()) {
      stopLoop();
    }
  }
}
