package org.hotloop.watcher.threaded;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.hotloop.EventLoop;
import org.hotloop.child.Unknown;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ForeignSignals;
import org.hotloop.tck.LogRecorder;
import org.hotloop.tck.PidsLimit;
import org.hotloop.tck.RecordedExits;
import org.hotloop.tck.SteppedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Threads whose waits block, and how they are ended: with real children. */
class WaitingThreadsTest {

  private static final int MANY = 500;
  private static final int SOME = 100;

  private final RecordedExits exits = new RecordedExits();
  private final LogRecorder log = new LogRecorder();
  private final EventLoop loop = new SelectorEventLoop();
  private final Thread running = new Thread(loop::runForever, "test-loop");
  private final ThreadedChildWatcher watcher = new ThreadedChildWatcher();
  private GatedChildren children;

  @BeforeEach
  void open() throws Exception {
    children = new GatedChildren();
    running.start();
    watcher.attachLoop(loop);
  }

  @AfterEach
  void close() throws Exception {
    watcher.close();
    awaitThreads(0);
    children.close();
    loop.callSoonThreadsafe(loop::stop);
    running.join();
    loop.close();
    log.close();
  }

  @Test
  @DisplayName("W4 500 children have 500 threads, each is told once, and no thread is left")
  void aThreadForEachOfMany() throws Exception {
    Map<Long, Integer> codes = watchMany(MANY);
    awaitThreads(MANY);
    assertEquals(0, watcher.polledChildren());

    children.letGo();

    exits.awaitExactly(codes);
    awaitThreads(0);
    assertEquals(List.of(), log.warnings());
  }

  @Test
  @DisplayName(
      "W15 O9 closed over 500 children that live: their threads have ended when it returns")
  void closeEndsBlockedWaits() throws Exception {
    Map<Long, Integer> codes = watchMany(MANY);
    awaitThreads(MANY);

    watcher.close();

    assertEquals(0, watcher.waitingThreads());
    codes.keySet().forEach(pid -> assertTrue(children.isUnreaped(pid)));
    exits.assertExactly(Map.of());
  }

  @Test
  @DisplayName("W7 W26 a child that is removed while its thread begins to wait has none soon")
  void removesWhileAWaitBegins() throws Exception {
    long pid = children.spawn(7);
    for (int round = 0; round < SOME; round++) {
      watcher.addChildHandler(pid, exits);
      LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(300_000));
      assertTrue(watcher.removeChildHandler(pid));
    }
    awaitThreads(0);
    assertEquals(0, watcher.waitingThreads());
    assertTrue(children.isUnreaped(pid));
  }

  @Test
  @DisplayName("W15 W26 closed while threads begin to wait, it ends them all")
  void closesWhileWaitsBegin() throws Exception {
    for (int round = 0; round < SOME; round++) {
      ThreadedChildWatcher fresh = new ThreadedChildWatcher();
      fresh.attachLoop(loop);
      fresh.addChildHandler(children.spawn(0), (pid, status) -> {});
      LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(300_000));
      fresh.close();
      assertEquals(0, fresh.waitingThreads());
    }
  }

  @Test
  @DisplayName("W11 Fault 16: where SIGCHLD is ignored by the exit, the status is unknown")
  void survivesAnIgnoredSignal() throws Exception {
    long pid = children.spawn(16);
    watcher.addChildHandler(pid, exits);
    awaitThreads(1);
    ForeignSignals.ignoreSigchld();
    try {
      children.letGo();
      exits.awaitExactly(Map.of(pid, 255));
    } finally {
      ForeignSignals.resetSigchld();
    }
    assertInstanceOf(Unknown.class, exits.calls().get(0).status());
    assertTrue(log.names(pid), log.warnings()::toString);
  }

  @Test
  @DisplayName("Fault 8: where the system gives no thread a child is polled; later it gets one")
  void survivesAShortageOfThreads() throws Exception {
    PidsLimit.assumePossible();
    long first = children.spawn(8);
    try (GatedChildren others = new GatedChildren();
        EventLoop real = new SelectorEventLoop();
        ThreadedChildWatcher poor = new ThreadedChildWatcher()) {
      SteppedLoop stepped = new SteppedLoop(real); // this thread's, as the limit is
      long second = others.spawn(9);
      poor.attachLoop(stepped.loop());
      try (PidsLimit limit = PidsLimit.ofThisThread()) {
        poor.addChildHandler(first, exits);
        poor.addChildHandler(second, exits);
        stepped.step();
        assertEquals(2, poor.polledChildren());
        assertEquals(0, poor.waitingThreads());
        assertEquals(1, log.warnings().size(), log.warnings()::toString);

        children.letGo();
        await().pollInSameThread().until(() -> stepped(stepped, 1));
        exits.assertExactly(Map.of(first, 8));
        assertEquals(1, poor.polledChildren());

        limit.lift();
        stepped.elapse();
        assertEquals(0, poor.polledChildren());
        awaitThreads(1);
        others.letGo();
        await().pollInSameThread().until(() -> stepped(stepped, 2));
        exits.assertExactly(Map.of(first, 8, second, 9));
        assertEquals(1, log.warnings().size(), log.warnings()::toString);
      }
    }
  }

  /** Whether so many exits were told, once the loop has come round. */
  private boolean stepped(SteppedLoop stepped, int told) {
    stepped.elapse();
    return exits.calls().size() == told;
  }

  @Test
  @DisplayName("O10 whoever registered a child is not kept by its thread")
  void pinsNoClassLoader() throws Exception {
    long pid = children.spawn(10);
    WeakReference<ClassLoader> gone = new WeakReference<>(registerByALoaderOfItsOwn(pid));
    awaitThreads(1);
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
    assertEquals(1, watcher.waitingThreads());
  }

  private ClassLoader registerByALoaderOfItsOwn(long pid) throws Exception {
    URL classes = WaitingThreadsTest.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader own = new OwnLoader(classes, Registrar.class.getName());
    Thread.currentThread().setContextClassLoader(own);
    InheritableThreadLocal<Object> inherited = new InheritableThreadLocal<>();
    try {
      Object registrar = own.loadClass(Registrar.class.getName()).getConstructor().newInstance();
      assertSame(own, registrar.getClass().getClassLoader());
      inherited.set(registrar);
      @SuppressWarnings("unchecked") // it is a Registrar, of which there are two classes
      BiConsumer<ThreadedChildWatcher, Long> register =
          (BiConsumer<ThreadedChildWatcher, Long>) registrar;
      register.accept(watcher, pid);
    } finally {
      inherited.remove();
      Thread.currentThread().setContextClassLoader(WaitingThreadsTest.class.getClassLoader());
    }
    return own;
  }

  /** A client; its handler is this test's, since a handler is kept until the exit. */
  public static final class Registrar implements BiConsumer<ThreadedChildWatcher, Long> {
    @Override
    public void accept(ThreadedChildWatcher watcher, Long pid) {
      watcher.addChildHandler(pid, new RecordedExits());
    }
  }

  private Map<Long, Integer> watchMany(int count) throws Exception {
    Map<Long, Integer> codes = new HashMap<>();
    for (int child = 0; child < count; child++) {
      long pid = children.spawn(child % 251);
      watcher.addChildHandler(pid, exits);
      codes.put(pid, child % 251);
    }
    return codes;
  }

  private static void awaitThreads(int count) {
    await().until(() -> threads() == count);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hotloop-threaded-"))
        .count();
  }

  /** Defines one class itself, and asks this test's loader for the others. */
  private static final class OwnLoader extends URLClassLoader {

    private final String own;

    OwnLoader(URL classes, String own) {
      super(new URL[] {classes}, WaitingThreadsTest.class.getClassLoader());
      this.own = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(own) ? findClass(name) : super.loadClass(name, resolve);
    }
  }
}
