package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LoopExecutorTest {

  @Test
  @DisplayName("L25 threads are named by role, daemons, without anybody's class loader, bounded")
  void makesItsThreads() throws Exception {
    int bound = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    Set<Thread> threads = new HashSet<>();
    try (EventLoop loop = new SelectorEventLoop()) {
      CountDownLatch release = new CountDownLatch(1);
      List<CompletableFuture<Thread>> work = new ArrayList<>();
      for (int i = 0; i < 2 * bound; i++) {
        work.add(
            loop.runInExecutor(
                null,
                () -> {
                  release.await();
                  return Thread.currentThread();
                }));
      }
      release.countDown();
      for (CompletableFuture<Thread> piece : work) {
        threads.add(loop.runUntilComplete(piece));
      }
    }
    assertTrue(threads.size() <= bound, threads.toString());
    for (Thread thread : threads) {
      assertTrue(thread.getName().matches("hotloop-loop-\\d+-executor-\\d+"), thread.getName());
      assertTrue(thread.isDaemon());
      thread.join(); // the loop is closed: it ends
    }
  }

  @Test
  @DisplayName("L25 O10 whoever needed the executor's threads first is not kept by them")
  void pinsNoClassLoader() throws Exception {
    try (EventLoop loop = new SelectorEventLoop()) {
      WeakReference<ClassLoader> gone = new WeakReference<>(workOfALoaderOfItsOwn(loop));
      while (gone.get() != null) {
        // No thread of the pool becomes idle for long enough to end.
        loop.runUntilComplete(loop.runInExecutor(null, () -> 0));
        System.gc();
      }
    }
  }

  @Test
  @DisplayName("L25 an executor that was set is not shut down by close")
  void leavesAForeignExecutorOpen() throws Exception {
    ExecutorService foreign = Executors.newSingleThreadExecutor();
    try (EventLoop loop = new SelectorEventLoop()) {
      loop.setDefaultExecutor(foreign);
      assertEquals(1, loop.runUntilComplete(loop.runInExecutor(null, () -> 1)));
    }
    assertTrue(!foreign.isShutdown());
    foreign.shutdown();
  }

  @Test
  @DisplayName("L25 once retired it refuses work as a closed loop does, and ends what it has taken")
  void doesWhatItHasTakenWhenRetired() throws Exception {
    try (EventLoop loop = new SelectorEventLoop()) {
      LoopExecutor executor = new LoopExecutor(() -> loop, "hotloop-retired-");
      CountDownLatch release = new CountDownLatch(1);
      CompletableFuture<Thread> taken =
          executor.run(
              null,
              () -> {
                release.await();
                return Thread.currentThread();
              });

      executor.retire();

      assertThrows(EventLoopClosedException.class, () -> executor.run(null, () -> 0));
      release.countDown();
      loop.runUntilComplete(taken).join();
      loop.runUntilComplete(executor.shutdown()); // as who asks for it later, too
    }
  }

  /** Runs {@link Needy} once, as a class of a loader of its own; gives that loader. */
  private static ClassLoader workOfALoaderOfItsOwn(EventLoop loop) throws Exception {
    URL classes = LoopExecutorTest.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader own = new OwnLoader(classes, Needy.class.getName());
    Thread.currentThread().setContextClassLoader(own);
    InheritableThreadLocal<Object> inherited = new InheritableThreadLocal<>();
    try {
      Object needy = own.loadClass(Needy.class.getName()).getConstructor().newInstance();
      inherited.set(needy);
      @SuppressWarnings("unchecked") // it is a Needy, of which there are two classes
      Function<EventLoop, CompletableFuture<Object>> work =
          (Function<EventLoop, CompletableFuture<Object>>) needy;
      assertSame(own, loop.runUntilComplete(work.apply(loop)).getClass().getClassLoader());
    } finally {
      inherited.remove();
      Thread.currentThread().setContextClassLoader(LoopExecutorTest.class.getClassLoader());
    }
    return own;
  }

  @Test
  @DisplayName("continuations of continuations are the loop's, too")
  void handsTheLoopOn() {
    try (EventLoop loop = new SelectorEventLoop()) {
      Executor executor =
          loop.createFuture().thenApply(x -> x).thenAccept(x -> {}).defaultExecutor();
      assertSame(loop, executor);
    }
  }

  /** Needs an executor's thread. */
  public static final class Needy implements Function<EventLoop, CompletableFuture<Object>> {

    @Override
    public CompletableFuture<Object> apply(EventLoop loop) {
      return loop.runInExecutor(null, () -> this);
    }
  }

  /** Defines one class itself, and asks this test's loader for the others. */
  private static final class OwnLoader extends URLClassLoader {

    private final String own;

    OwnLoader(URL classes, String own) {
      super(new URL[] {classes}, LoopExecutorTest.class.getClassLoader());
      this.own = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(own) ? findClass(name) : super.loadClass(name, resolve);
    }
  }
}
