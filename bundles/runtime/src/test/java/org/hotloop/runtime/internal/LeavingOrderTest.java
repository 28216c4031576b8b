package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hotloop.EventLoop;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two policies and two watchers leave, and come back, in each order that there is. */
class LeavingOrderTest extends RuntimeTestBase {

  private static final List<String> POLICIES = List.of("high policy", "low policy");
  private static final List<String> WATCHERS = List.of("high watcher", "low watcher");

  private final Map<String, TestPolicy> policies = new HashMap<>();
  private final Map<String, Runnable> leave = new HashMap<>();
  private ChildWatcher current;

  static List<List<String>> orders() {
    return permutations(Stream.concat(POLICIES.stream(), WATCHERS.stream()).toList());
  }

  private static List<List<String>> permutations(List<String> names) {
    if (names.isEmpty()) {
      return List.of(List.of());
    }
    List<List<String>> all = new ArrayList<>();
    for (String first : names) {
      List<String> rest = names.stream().filter(name -> !name.equals(first)).toList();
      for (List<String> order : permutations(rest)) {
        all.add(Stream.concat(Stream.of(first), order.stream()).toList());
      }
    }
    return all;
  }

  @BeforeEach
  void start() {
    runtime.start();
    orders().get(0).forEach(this::comes);
    awaitBest();
    current = facade.getChildWatcher();
  }

  @ParameterizedTest
  @MethodSource("orders")
  @DisplayName("P27 whoever leaves, getters give the best that is left, or a typed error")
  void getters_give_what_is_left_or_a_typed_error(List<String> order) {
    spawn(11);
    for (String name : order) {
      leave.remove(name).run();
      awaitBest();
    }
    kernel.exit(11, 7);
    for (String name : order) {
      comes(name);
      awaitBest();
    }
    soon().until(() -> exits.equals(List.of("11:7")));
  }

  /** Hundreds of waits, nearly all for what is so already. */
  private static ConditionFactory soon() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }

  private void comes(String name) {
    int ranking = name.startsWith("high") ? 1 : 0;
    if (POLICIES.contains(name)) {
      TestPolicy made = new TestPolicy();
      policies.put(name, made);
      var candidate = policy(name, ranking, made);
      leave.put(name, () -> goes(candidate));
    } else {
      var candidate = watcher(name, ranking, new KernelWatcher(kernel));
      leave.put(name, () -> watcherGoes(candidate));
    }
  }

  /** Choices are in force at once; only a new main loop takes a moment. */
  private void awaitBest() {
    Optional<String> policy = best(POLICIES);
    policy.ifPresentOrElse(this::assertIsGot, this::assertNoneIsGot);
    soon().until(() -> isMainRunning() == policy.isPresent());
    String watcher = policy.flatMap(loop -> best(WATCHERS)).orElse(null);
    soon().untilAsserted(() -> assertEquals(watcher, facade.snapshot().watcher.current));
    if (current != null) {
      assertSame(current, facade.getChildWatcher());
    }
    // without any watcher exits are kept for the next one
    assertEquals(policy.isPresent(), facade.getChildWatcher().isActive());
  }

  private boolean isMainRunning() {
    return Optional.ofNullable(published.get("main")).filter(EventLoop::isRunning).isPresent();
  }

  private void assertIsGot(String name) {
    assertSame(policies.get(name), facade.getEventLoopPolicy());
    EventLoop made = facade.newEventLoop();
    assertTrue(policies.get(name).made().contains(made));
  }

  private void assertNoneIsGot() {
    assertThrows(NoEventLoopPolicyException.class, facade::getEventLoopPolicy);
    assertThrows(NoEventLoopPolicyException.class, facade::getEventLoop);
    assertThrows(NoEventLoopPolicyException.class, facade::newEventLoop);
    assertThrows(NoEventLoopPolicyException.class, () -> facade.setEventLoop(null));
    assertThrows(NoEventLoopPolicyException.class, () -> runtime.currentPolicy().getChildWatcher());
  }

  private Optional<String> best(List<String> names) {
    return names.stream().filter(leave::containsKey).findFirst();
  }
}
