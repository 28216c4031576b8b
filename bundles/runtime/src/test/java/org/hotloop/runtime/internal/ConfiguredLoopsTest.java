package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotloop.EventLoop;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.dto.LoopDTO;
import org.hotloop.runtime.internal.loops.LoopSettings;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** More loops, by configuration. */
class ConfiguredLoopsTest extends RuntimeTestBase {

  @Test
  void more_loops_run_by_configuration_and_bad_names_are_refused_with_the_reason() {
    startWith(new KernelWatcher(kernel));
    runtime.configuredLoops().configured("pid.a", LoopSettings.named("io"));
    Awaitility.await().until(() -> published.containsKey("io"));
    assertEquals(1, threads("hotloop-loop-io").size());

    runtime.configuredLoops().configured("pid.b", LoopSettings.named("io"));
    runtime.configuredLoops().configured("pid.c", LoopSettings.named(" "));
    runtime.configuredLoops().configured("pid.a", LoopSettings.named("main"));

    assertEquals(
        List.of(
            "the name 'main' is the runtime's own loop",
            "the name 'io' is taken by pid.a",
            "the name is empty"),
        impediments().map(one -> one.reason).toList());
    assertEquals(
        "the loop 'io' goes on as it was", impediments().findFirst().orElseThrow().consequence);
    assertEquals(
        List.of("main", "io"), facade.snapshot().loops.stream().map(loop -> loop.name).toList());

    EventLoop before = published.get("io");
    runtime.configuredLoops().deleted("pid.a");
    assertTrue(before.isClosed());
    Awaitility.await().until(() -> published.containsKey("io")); // pid.b's turn has come
    runtime.configuredLoops().deleted("pid.b");
    runtime.configuredLoops().deleted("pid.c");
    assertEquals(List.of("main"), List.copyOf(published.keySet()));
    assertEquals(0, impediments().count());
  }

  @Test
  @DisplayName("a configured loop is as its configuration says, also when that changes")
  void a_loop_has_the_settings_of_its_configuration() {
    startWith(new KernelWatcher(kernel));
    policy("other", -10, new TestPolicy());
    LoopSettings settings =
        new LoopSettings(
            "io",
            "other",
            "hotloop-loop-io-thread",
            7,
            true,
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            Duration.ZERO);

    runtime.configuredLoops().configured("pid.a", settings);

    EventLoop io = published.get("io");
    assertEquals("other", loop("io").policy);
    assertEquals("default", loop("main").policy);
    assertTrue(io.getDebug());
    Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, io).join();
    assertEquals("hotloop-loop-io-thread 7", thread.getName() + " " + thread.getPriority());

    runtime.configuredLoops().configured("pid.a", LoopSettings.named("io"));
    assertSame(io, published.get("io"));
    assertFalse(io.getDebug());
    assertEquals("hotloop-loop-io 5", thread.getName() + " " + thread.getPriority());
    assertEquals("default", loop("io").policy);
  }

  @Test
  void bad_settings_are_refused_with_the_reason() {
    startWith(new KernelWatcher(kernel));
    runtime
        .configuredLoops()
        .configured(
            "pid.a",
            new LoopSettings(
                "io", "", "io", 11, false, Duration.ZERO, Duration.ofMillis(-1), Duration.ZERO));

    assertEquals(
        List.of("threadPriority 11 is not within 1 to 10"),
        impediments().map(one -> one.reason).toList());
    assertEquals(List.of("main"), List.copyOf(published.keySet()));
  }

  @Test
  @DisplayName("a loop that a callback blocks is shown with the callback and its stack")
  void a_blocked_loop_is_shown() throws InterruptedException {
    startWith(new KernelWatcher(kernel));
    EventLoop main = published.get("main");
    CountDownLatch release = new CountDownLatch(1);

    main.callSoonThreadsafe(new Blocking(release));

    Awaitility.await().until(() -> impediments().findFirst().isPresent());
    ImpedimentDTO shown = impediments().findFirst().orElseThrow();
    assertEquals("loop main", shown.subject);
    assertTrue(
        shown.reason.startsWith("blocked by Handle[a test's blocking callback]"), shown.reason);
    assertTrue(shown.reason.contains("Blocking.run"), shown.reason);
    release.countDown();
    Awaitility.await().until(() -> impediments().findFirst().isEmpty());
  }

  private record Blocking(CountDownLatch release) implements Runnable {

    @Override
    public void run() {
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public String toString() {
      return "a test's blocking callback";
    }
  }

  private LoopDTO loop(String name) {
    return facade.snapshot().loops.stream()
        .filter(loop -> loop.name.equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Stream<ImpedimentDTO> impediments() {
    return facade.snapshot().impediments.stream();
  }
}
