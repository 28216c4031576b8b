package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.EventLoops;
import org.hotloop.NoChildWatcherException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.spi.RuntimeProvider;
import org.hotloop.spi.Runtimes;
import org.hotloop.tck.RecordingWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The policy on a plain class path, below a runtime, and subclassed. */
class DefaultEventLoopPolicyContextTest {

  private final DefaultEventLoopPolicy policy = new DefaultEventLoopPolicy();

  @AfterEach
  void restoreThePolicy() {
    EventLoops.setEventLoopPolicy(null);
  }

  @Test
  @DisplayName("P1 on a class path the policy is found, the same on repeat")
  void isTheDefaultOnAClassPath() {
    assertInstanceOf(DefaultEventLoopPolicy.class, EventLoops.getEventLoopPolicy());
    assertSame(EventLoops.getEventLoopPolicy(), EventLoops.getEventLoopPolicy());
  }

  @Test
  @DisplayName("P2 P4 a policy that was set is got; after null it is a default one again")
  void isReplacedByHand() {
    EventLoopPolicy byDefault = EventLoops.getEventLoopPolicy();
    EventLoops.setEventLoopPolicy(policy);
    assertSame(policy, EventLoops.getEventLoopPolicy());

    EventLoops.setEventLoopPolicy(null);

    assertInstanceOf(DefaultEventLoopPolicy.class, EventLoops.getEventLoopPolicy());
    assertNotSame(policy, EventLoops.getEventLoopPolicy());
    assertNotSame(byDefault, EventLoops.getEventLoopPolicy());
  }

  @Test
  @DisplayName("P5 concurrent first gets find one policy")
  void isFoundOnceByMany() {
    CyclicBarrier together = new CyclicBarrier(8);
    for (int round = 0; round < 20; round++) {
      EventLoops.setEventLoopPolicy(null);
      List<CompletableFuture<EventLoopPolicy>> gets =
          Stream.generate(() -> getAfter(together)).limit(8).toList();
      assertEquals(1, gets.stream().map(CompletableFuture::join).distinct().count());
    }
  }

  private static CompletableFuture<EventLoopPolicy> getAfter(CyclicBarrier barrier) {
    CompletableFuture<EventLoopPolicy> answer = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                barrier.await();
                answer.complete(EventLoops.getEventLoopPolicy());
              } catch (Exception e) {
                answer.completeExceptionally(e);
              }
            })
        .start();
    return answer;
  }

  @Test
  @DisplayName(
      "P6 the loop is made by newEventLoop and set by setEventLoop, once, overridden or not")
  void asksItsOwnMethods() {
    List<EventLoop> made = new ArrayList<>();
    List<EventLoop> set = new ArrayList<>();
    DefaultEventLoopPolicy telling =
        new DefaultEventLoopPolicy() {
          @Override
          public EventLoop newEventLoop() {
            made.add(super.newEventLoop());
            return made.get(0);
          }

          @Override
          public void setEventLoop(EventLoop loopOrNull) {
            set.add(loopOrNull);
            super.setEventLoop(loopOrNull);
          }

          @Override
          protected boolean isMainContext() {
            return true;
          }
        };
    try (EventLoop loop = telling.getEventLoop()) {
      assertSame(loop, telling.getEventLoop());
      assertEquals(List.of(loop), made);
      assertEquals(List.of(loop), set);
    }
  }

  @Test
  @DisplayName("P6 on a class path the main context is the JVM's main thread")
  void knowsTheMainThread() throws Exception {
    assumeTrue(Thread.currentThread().getId() == 1, "the test's thread is not the JVM's first");
    assertTrue(policy.isMainContext());
    assertFalse(inLoop(policy::isMainContext));
  }

  @Test
  @DisplayName("P6 where there is a runtime, the main context is a thread that runs a loop")
  void knowsTheRuntimesThreads() throws Exception {
    try (Runtimes.Registration runtime = runtimeWith(new RecordingWatcher())) {
      assertFalse(policy.isMainContext(), runtime.toString());
      assertTrue(inLoop(policy::isMainContext));
    }
  }

  @Test
  @DisplayName("the watcher set by hand comes before the runtime's, the runtime's before a default")
  void asksTheRuntimeForTheWatcher() {
    RecordingWatcher current = new RecordingWatcher();
    RecordingWatcher byHand = new RecordingWatcher();
    try (Runtimes.Registration runtime = runtimeWith(current)) {
      assertSame(current, policy.getChildWatcher(), runtime.toString());
      policy.setChildWatcher(byHand);
      assertSame(byHand, policy.getChildWatcher());
      policy.setChildWatcher(null);
      assertSame(current, policy.getChildWatcher());
    }
    assertEquals(0, current.closes());
  }

  @Test
  @DisplayName("P26 where there is a runtime, that attaches watchers, and the policy does not")
  void leavesAttachingToTheRuntime() throws Exception {
    RecordingWatcher byHand = new RecordingWatcher();
    policy.setChildWatcher(byHand);
    try (Runtimes.Registration runtime = runtimeWith(new RecordingWatcher())) {
      assertTrue(
          inLoop(
              () -> {
                policy.setEventLoop(null);
                return policy.isMainContext();
              }),
          runtime.toString());
    }
    assertEquals(List.of(), byHand.attachments());
  }

  @Test
  @DisplayName("P23 where there is a runtime, it decides when the watcher is replaced")
  void replacesTheWatcherWhereTheRuntimeLets() {
    RecordingWatcher first = new RecordingWatcher();
    RecordingWatcher second = new RecordingWatcher();
    policy.setChildWatcher(first);
    List<Integer> closesBefore = new ArrayList<>();
    RuntimeProvider runtime =
        new RuntimeProvider() {
          @Override
          public EventLoopRuntime runtimeFor(Class<?> caller) {
            throw new IllegalStateException("not asked for");
          }

          @Override
          public void replaceWatcher(
              EventLoopPolicy replacing, ChildWatcher next, Consumer<ChildWatcher> replacement) {
            assertSame(policy, replacing);
            closesBefore.add(first.closes());
            replacement.accept(next);
          }
        };
    try (Runtimes.Registration installed = Runtimes.install(runtime)) {
      policy.setChildWatcher(second);
      assertSame(second, policy.getChildWatcher(), installed.toString());
    }
    assertEquals(List.of(0), closesBefore);
    assertEquals(1, first.closes());
  }

  @Test
  @DisplayName("P13 the running loop is found also where the policy's getter throws")
  void findsTheRunningLoopWithoutThePolicy() throws Exception {
    EventLoops.setEventLoopPolicy(
        new DefaultEventLoopPolicy() {
          @Override
          public EventLoop getEventLoop() {
            throw new IllegalStateException("a test's broken policy");
          }
        });
    assertTrue(inLoop(() -> EventLoops.getEventLoop().isRunning()));
    assertThrows(IllegalStateException.class, EventLoops::getEventLoop);
  }

  @Test
  @DisplayName("P19 a policy with a loop factory of its own gives loops of that type")
  void makesLoopsOfAnotherType() {
    DefaultEventLoopPolicy custom =
        new DefaultEventLoopPolicy() {
          @Override
          protected EventLoop makeLoop() {
            return new CustomLoop();
          }

          @Override
          protected boolean isMainContext() {
            return true;
          }
        };
    try (EventLoop made = custom.newEventLoop();
        EventLoop current = custom.getEventLoop()) {
      assertInstanceOf(CustomLoop.class, made);
      assertInstanceOf(CustomLoop.class, current);
    }
  }

  @Test
  @DisplayName("P27 without any watcher the error is typed, and names the jar to add")
  void namesTheMissingJar() throws Exception {
    URL[] bare = {
      locationOf(EventLoop.class), locationOf(Posix.class), locationOf(DefaultEventLoopPolicy.class)
    };
    try (URLClassLoader loader = new URLClassLoader(bare, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(DefaultEventLoopPolicy.class.getName());
      Object barePolicy = type.getConstructor().newInstance();
      Throwable thrown =
          assertThrows(
                  ReflectiveOperationException.class,
                  () -> type.getMethod("getChildWatcher").invoke(barePolicy))
              .getCause();
      assertEquals(NoChildWatcherException.class.getName(), thrown.getClass().getName());
      assertTrue(thrown.getMessage().contains("org.hotloop.watcher.safe"), thrown.getMessage());
    }
  }

  private static final class CustomLoop extends SelectorEventLoop {}

  private static boolean inLoop(BooleanSupplier question) throws Exception {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (EventLoop loop = new SelectorEventLoop()) {
                loop.callSoon(() -> answer.complete(question.getAsBoolean()));
                loop.callSoon(loop::stop);
                loop.runForever();
              }
            });
    thread.start();
    thread.join();
    return answer.getNow(false);
  }

  private static Runtimes.Registration runtimeWith(ChildWatcher current) {
    EventLoopRuntime runtime =
        (EventLoopRuntime)
            Proxy.newProxyInstance(
                EventLoopRuntime.class.getClassLoader(),
                new Class<?>[] {EventLoopRuntime.class},
                (proxy, method, arguments) -> {
                  assertEquals("getChildWatcher", method.getName());
                  return current;
                });
    return Runtimes.install(caller -> runtime);
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
