package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.EventLoops;
import org.hotloop.NoChildWatcherException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
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
