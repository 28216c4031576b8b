package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotloop.UnknownProviderException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who is elected: by configuration, by name, by the policy. */
class ChoiceTest extends RuntimeTestBase {

  @Test
  @DisplayName("O13 a name in the configuration is a swap, live; an unknown one is told")
  void the_configuration_names_the_watcher() {
    KernelWatcher fast = new KernelWatcher(kernel);
    startWith(new KernelWatcher(kernel));
    watcher("fast", -100, fast);
    spawn(11);

    runtime.configure("", "fast");

    assertTrue(fast.isAttached());
    assertEquals(1, fast.size());
    assertEquals("named by configuration org.hotloop.runtime", swaps().get(0).reason);

    runtime.configure("", "swift");
    assertEquals(
        "configured 'swift' is not installed; highest ranking (0) of safe, fast",
        facade.snapshot().watcher.reason);
    assertEquals("swift", facade.snapshot().watcher.configured);
  }

  @Test
  void a_configured_name_that_nobody_has_is_shown_with_those_that_exist_until_it_comes() {
    startWith(new KernelWatcher(kernel));
    assertEquals(List.of(), facade.snapshot().impediments);

    runtime.configure("main", "swift");

    assertEquals(
        List.of(
            "no policy named 'main'; there are: default",
            "no watcher named 'swift'; there are: safe"),
        facade.snapshot().impediments.stream().map(one -> one.reason).toList());
    assertEquals("default", facade.snapshot().policy.current);
    assertEquals("safe", facade.snapshot().watcher.current);

    watcher("swift", -1, new KernelWatcher(kernel));
    policy("main", -1, new TestPolicy());

    assertEquals(List.of(), facade.snapshot().impediments);
    assertEquals("swift", facade.snapshot().watcher.current);
    assertEquals("main", facade.snapshot().policy.current);
  }

  @Test
  void an_unknown_name_is_refused_with_those_that_exist_and_nothing_changes() {
    startWith(new KernelWatcher(kernel));
    watcher("fast", -100, new KernelWatcher(kernel));
    facade.pinChildWatcher("fast");
    List<SwapDTO> before = swaps();

    UnknownProviderException watcher =
        assertThrows(UnknownProviderException.class, () -> facade.pinChildWatcher("swift"));
    UnknownProviderException policy =
        assertThrows(UnknownProviderException.class, () -> facade.pinEventLoopPolicy(""));

    assertEquals(List.of("safe", "fast"), watcher.known());
    assertEquals("no policy named ''; there are: default", policy.getMessage());
    assertEquals("fast", facade.snapshot().watcher.pinned);
    assertEquals(before.size(), swaps().size());
  }

  @Test
  void a_watcher_can_be_pinned_and_unpinned_and_the_report_is_answered() {
    startWith(new KernelWatcher(kernel));
    watcher("fast", -100, new KernelWatcher(kernel));

    SwapDTO pinned = facade.pinChildWatcher("fast").orElseThrow();
    assertEquals("safe fast pinned by hand", pinned.from + " " + pinned.to + " " + pinned.reason);
    assertEquals(Optional.empty(), facade.pinChildWatcher("fast"));
    assertThrows(UnknownProviderException.class, () -> facade.pinChildWatcher("swift"));
    assertEquals("fast", facade.snapshot().watcher.pinned);

    assertEquals("safe", facade.unpinChildWatcher().orElseThrow().to);
    assertEquals(events.size(), swaps().size());
  }

  @Test
  void what_would_swap_is_refused_inside_a_guard_and_changes_nothing() {
    startWith(new KernelWatcher(kernel));
    watcher("fast", -100, new KernelWatcher(kernel));
    try (ForkGuard guard = facade.getChildWatcher().enter()) {
      for (Runnable call : swapCalls()) {
        assertThrows(IllegalStateException.class, call::run);
      }
      assertEquals("safe", facade.snapshot().watcher.current);
      guard.close();
    }
  }

  @Test
  @DisplayName("P20 what a custom policy decides stands above the ranking, below the configuration")
  void a_policy_may_bring_its_own_watcher() {
    KernelWatcher own = new KernelWatcher(kernel);
    policy.with(() -> own);
    startWith(new KernelWatcher(kernel));
    assertEquals("policy default", facade.snapshot().watcher.current);
    assertEquals("decided by the policy", facade.snapshot().watcher.reason);

    runtime.configure("", "safe");

    assertEquals("safe", facade.snapshot().watcher.current);
    assertEquals(0, own.closings());
  }

  @Test
  @DisplayName("P23 a policy that replaces its own watcher closes one that has stood down already")
  void a_policys_watcher_is_replaced_without_loss() {
    KernelWatcher own = new KernelWatcher(kernel);
    KernelWatcher next = new KernelWatcher(kernel);
    policy.with(() -> own);
    startWith(new KernelWatcher(kernel));
    spawn(11);

    runtime.currentPolicy().setChildWatcher(next);

    assertEquals(1, own.closings());
    assertFalse(own.wasClosedAtWork());
    assertEquals(1, next.size());
    kernel.exit(11, 1);
    Awaitility.await().until(() -> exits.equals(List.of("11:1")));
  }

  @Test
  @DisplayName("P23 told so itself, the current policy's new watcher serves at once, without loss")
  void a_policy_that_is_told_itself_replaces_its_watcher_at_once() {
    KernelWatcher own = new KernelWatcher(kernel);
    KernelWatcher next = new KernelWatcher(kernel);
    TestPolicy mine = telling().with(() -> own);
    startWith(new KernelWatcher(kernel));
    facade.setEventLoopPolicy(mine);
    spawn(11);
    assertEquals(1, own.size());

    facade.getEventLoopPolicy().setChildWatcher(next);

    assertEquals(List.of(1, 0), List.of(own.closings(), next.closings()));
    assertFalse(own.wasClosedAtWork());
    assertEquals(1, next.size());
    assertEquals("decided by the policy", facade.snapshot().watcher.reason);
    kernel.exit(11, 1);
    Awaitility.await().until(() -> exits.equals(List.of("11:1")));
  }

  @Test
  @DisplayName("P27 the watcher of a policy that has gone serves no more, whoever comes next")
  void what_a_policy_decides_ends_with_it() {
    KernelWatcher own = new KernelWatcher(kernel);
    startWith(new KernelWatcher(kernel));
    facade.setEventLoopPolicy(new TestPolicy().with(() -> own));
    assertTrue(own.isAttached());

    facade.setEventLoopPolicy(null);

    assertFalse(own.isAttached());
    assertEquals("safe", facade.snapshot().watcher.current);
  }

  @Test
  @DisplayName("P25 a policy is refused the runtime's own watcher, and a swap inside a guard")
  void a_policy_keeps_its_watcher_where_another_is_refused() {
    KernelWatcher own = new KernelWatcher(kernel);
    TestPolicy mine = telling().with(() -> own);
    startWith(new KernelWatcher(kernel));
    facade.setEventLoopPolicy(mine);

    assertThrows(
        IllegalArgumentException.class, () -> mine.setChildWatcher(facade.getChildWatcher()));
    try (ForkGuard guard = facade.getChildWatcher().enter()) {
      assertThrows(
          IllegalStateException.class, () -> mine.setChildWatcher(new KernelWatcher(kernel)));
      assertEquals("policy " + mine.getClass().getName(), facade.snapshot().watcher.current);
      guard.close();
    }

    assertEquals(0, own.closings());
    assertTrue(own.isAttached());
  }

  @Test
  @DisplayName("P23 a policy that is not current replaces its watcher, and disturbs nobody")
  void a_policy_that_is_not_current_is_on_its_own() {
    KernelWatcher own = new KernelWatcher(kernel);
    TestPolicy other = telling().with(() -> own);
    startWith(new KernelWatcher(kernel));
    policy("other", -1, other);
    int swaps = swaps().size();

    try (ForkGuard guard = facade.getChildWatcher().enter()) {
      other.setChildWatcher(new KernelWatcher(kernel));
      guard.close();
    }

    assertEquals(1, own.closings());
    assertEquals("safe", facade.snapshot().watcher.current);
    assertEquals(swaps, swaps().size());
  }

  @RepeatedTest(50)
  @DisplayName("P23 W26 two that replace the current policy's watcher at once close none at work")
  void two_replace_the_watcher_of_the_current_policy_at_once() throws Exception {
    List<KernelWatcher> all = new ArrayList<>();
    TestPolicy mine = telling().with(() -> new KernelWatcher(kernel));
    startWith(new KernelWatcher(kernel));
    facade.setEventLoopPolicy(mine);
    spawn(11);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier together = new CyclicBarrier(2);
    List<Future<?>> replacements = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      List<KernelWatcher> own = Stream.generate(() -> new KernelWatcher(kernel)).limit(20).toList();
      all.addAll(own);
      replacements.add(
          threads.submit(
              () -> {
                for (KernelWatcher next : own) {
                  together.await();
                  mine.setChildWatcher(next);
                }
                return null;
              }));
    }
    for (Future<?> replacement : replacements) {
      replacement.get();
    }
    threads.shutdown();

    assertEquals(0, all.stream().filter(KernelWatcher::wasClosedAtWork).count());
    kernel.exit(11, 1);
    Awaitility.await().until(() -> exits.equals(List.of("11:1")));
  }

  /** A policy that tells the runtime, as the default one does. */
  private TestPolicy telling() {
    return new TestPolicy() {
      @Override
      public void setChildWatcher(ChildWatcher watcherOrNull) {
        runtime.replaceWatcher(this, watcherOrNull, super::setChildWatcher);
      }
    };
  }

  private List<Runnable> swapCalls() {
    return List.of(
        () -> facade.pinChildWatcher("fast"),
        facade::unpinChildWatcher,
        () -> facade.pinEventLoopPolicy("default"),
        facade::unpinEventLoopPolicy,
        () -> facade.setChildWatcher(new KernelWatcher(kernel)),
        () -> facade.setChildWatcher(null),
        () -> facade.setEventLoopPolicy(new TestPolicy()),
        () -> runtime.currentPolicy().setChildWatcher(null));
  }
}
