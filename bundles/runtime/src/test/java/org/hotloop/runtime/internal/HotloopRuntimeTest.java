package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.UnknownProviderException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.dto.LoopDTO;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Source;
import org.hotloop.runtime.internal.testing.Kernel;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestLoop;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HotloopRuntimeTest {

  private final Kernel kernel = new Kernel();
  private final List<SwapDTO> events = new CopyOnWriteArrayList<>();
  private final Map<String, EventLoop> published = new ConcurrentHashMap<>();
  private final HotloopRuntime runtime = new HotloopRuntime(events::add, this::publish, List::of);
  private final Owner client = new Owner("client's key", "client");
  private final OwnedRuntime facade = new OwnedRuntime(runtime, client);
  private final TestPolicy policy = new TestPolicy();
  private final List<String> exits = new CopyOnWriteArrayList<>();
  private long serviceId = 1;

  @AfterEach
  void stop() {
    runtime.stop();
    assertEquals(List.of(), threads("hotloop-main", "hotloop-loop-"));
    assertEquals(Map.of(), published);
  }

  @Test
  void with_nothing_installed_the_status_says_what_is_missing() {
    runtime.start();

    RuntimeDTO status = facade.snapshot();

    assertEquals(null, status.policy.current);
    assertEquals("no policy is installed", status.policy.reason);
    assertEquals("there is no main loop: no policy is installed", status.watcher.reason);
    assertEquals(List.of(), status.loops);
    assertFalse(facade.getChildWatcher().isActive());
    assertThrows(NoEventLoopPolicyException.class, facade::getEventLoopPolicy);
  }

  @Test
  @DisplayName("P6 P26 the main loop is made by the policy, set in its context, and watched on")
  void the_main_loop_runs_and_the_watcher_is_attached() {
    KernelWatcher safe = new KernelWatcher(kernel);
    startWith(safe);

    assertSame(policy.made().get(0), published.get("main"));
    assertSame(policy.made().get(0), policy.loopByThread().get("hotloop-main"));
    assertTrue(safe.isAttached());
    assertTrue(facade.getChildWatcher().isActive());
    RuntimeDTO status = facade.snapshot();
    assertEquals("safe", status.watcher.current);
    assertEquals("highest ranking (0) of safe", status.watcher.reason);
    LoopDTO main = status.loops.get(0);
    assertEquals("main default hotloop-main", main.name + " " + main.policy + " " + main.thread);
    assertEquals(TestLoop.class.getName(), main.type);
    assertTrue(main.running);
  }

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
  @DisplayName("P23 P24 set by hand: the one before is closed once; null gives the choice back")
  void a_watcher_set_by_hand_serves_and_is_closed_once() {
    KernelWatcher safe = new KernelWatcher(kernel);
    KernelWatcher first = new KernelWatcher(kernel);
    KernelWatcher second = new KernelWatcher(kernel);
    startWith(safe);
    spawn(11);

    facade.setChildWatcher(first);
    assertEquals(1, first.size());
    facade.setChildWatcher(second);
    assertEquals(List.of(1, 0), List.of(first.closings(), second.closings()));
    facade.setChildWatcher(second);
    assertEquals(0, second.closings());
    facade.setChildWatcher(null);

    assertEquals(List.of(1, 1, 0), List.of(first.closings(), second.closings(), safe.closings()));
    kernel.exit(11, 3);
    Awaitility.await().until(() -> exits.equals(List.of("11:3")));
  }

  @Test
  @DisplayName("P25 one that cannot serve is refused, and the one before is kept open")
  void a_watcher_set_by_hand_that_fails_is_refused() {
    KernelWatcher first = new KernelWatcher(kernel);
    startWith(new KernelWatcher(kernel));
    facade.setChildWatcher(first);

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> facade.setChildWatcher(new KernelWatcher(kernel).failingAttach()));

    assertTrue(refused.getMessage().contains("no signal handler"), refused.getMessage());
    assertEquals(0, first.closings());
    assertTrue(first.isAttached());
    assertEquals("set by hand by bundle client", facade.snapshot().watcher.reason);
  }

  @Test
  void what_a_bundle_set_by_hand_ends_with_it() {
    KernelWatcher byHand = new KernelWatcher(kernel);
    KernelWatcher safe = new KernelWatcher(kernel);
    startWith(safe);
    facade.setChildWatcher(byHand);

    runtime.ownerGoes("somebody else's key");
    assertEquals(0, byHand.closings());
    runtime.ownerGoes(client.key());

    assertEquals(1, byHand.closings());
    assertTrue(safe.isAttached());
  }

  @Test
  void the_current_ones_cannot_be_set_themselves() {
    startWith(new KernelWatcher(kernel));

    assertThrows(
        IllegalArgumentException.class, () -> facade.setChildWatcher(facade.getChildWatcher()));
    assertThrows(
        IllegalArgumentException.class, () -> facade.setEventLoopPolicy(runtime.currentPolicy()));
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

  @Test
  @DisplayName("P2 P4 P28 a policy set by hand is current; running loops are undisturbed")
  void a_policy_set_by_hand_makes_the_loops_from_now_on() {
    TestPolicy mine = new TestPolicy();
    startWith(new KernelWatcher(kernel));

    facade.setEventLoopPolicy(mine);
    assertSame(mine, facade.getEventLoopPolicy());
    runtime.currentPolicy().newEventLoop();
    assertEquals(1, mine.made().size());
    assertSame(policy.made().get(0), published.get("main"));

    facade.setEventLoopPolicy(null);
    assertSame(policy, facade.getEventLoopPolicy());
  }

  @Test
  @DisplayName(
      "O9 when its policy goes the main loop ends; the next policy's takes over the children")
  void children_are_parked_between_two_main_loops() {
    KernelWatcher safe = new KernelWatcher(kernel);
    Candidate<EventLoopPolicy> first = startWith(safe);
    spawn(11);

    goes(first);

    assertTrue(policy.made().get(0).isClosed());
    assertEquals(Map.of(), policy.loopByThread());
    assertEquals(Map.of(), published);
    assertFalse(safe.isAttached());
    assertEquals(1, facade.snapshot().parked);
    assertEquals(null, swaps().get(0).to);
    assertEquals("there is no main loop: no policy is installed", facade.snapshot().watcher.reason);
    kernel.exit(11, 5);

    policy("second", 0, new TestPolicy());
    Awaitility.await().until(() -> exits.equals(List.of("11:5")));
    Awaitility.await().until(() -> published.containsKey("main"));
  }

  @Test
  void the_main_loop_ends_on_request_of_its_own_thread() throws InterruptedException {
    Candidate<EventLoopPolicy> first = startWith(new KernelWatcher(kernel));
    CountDownLatch gone = new CountDownLatch(1);

    policy
        .made()
        .get(0)
        .callSoonThreadsafe(
            () -> {
              goes(first);
              gone.countDown();
            });

    assertTrue(gone.await(10, TimeUnit.SECONDS));
    Awaitility.await().until(() -> policy.made().get(0).isClosed());
  }

  @Test
  @DisplayName("L21 an error leaves the main loop's run, and it is run again")
  void an_error_does_not_end_the_main_loop() throws InterruptedException {
    startWith(new KernelWatcher(kernel));
    CountDownLatch again = new CountDownLatch(1);
    EventLoop main = published.get("main");

    main.callSoonThreadsafe(
        () -> {
          throw new AssertionError("out of a callback");
        });
    main.stop();
    main.callSoonThreadsafe(again::countDown);

    assertTrue(again.await(10, TimeUnit.SECONDS));
    assertEquals(1, policy.made().size());
  }

  @Test
  @DisplayName("O17 a policy that makes no loop is marked, and the next one makes it")
  void a_policy_without_a_loop_is_passed_over() {
    TestPolicy broken =
        new TestPolicy() {
          @Override
          public EventLoop newEventLoop() {
            throw new UnsupportedOperationException("out of descriptors");
          }
        };
    policy("broken", 10, broken);
    startWith(new KernelWatcher(kernel));

    assertSame(policy.made().get(0), published.get("main"));
    ProviderDTO shown = facade.snapshot().policy.providers.get(0);
    assertTrue(shown.problem.contains("out of descriptors"), shown.problem);
    assertEquals("default", facade.snapshot().policy.current);
  }

  @Test
  void a_main_loop_that_somebody_else_closes_counts_against_its_policy() {
    policy("other", -1, new TestPolicy());
    startWith(new KernelWatcher(kernel));
    EventLoop first = published.get("main");

    first.callSoonThreadsafe(first::close);
    first.stop();

    Awaitility.await().until(() -> published.containsKey("main") && published.get("main") != first);
    assertEquals("other", facade.snapshot().policy.current);
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
    assertEquals(1, next.size());
    kernel.exit(11, 1);
    Awaitility.await().until(() -> exits.equals(List.of("11:1")));
  }

  @Test
  void more_loops_run_by_configuration_and_bad_names_are_refused_with_the_reason() {
    startWith(new KernelWatcher(kernel));
    runtime.configuredLoops().configured("pid.a", "io");
    Awaitility.await().until(() -> published.containsKey("io"));
    assertEquals(1, threads("hotloop-loop-io").size());

    runtime.configuredLoops().configured("pid.b", "io");
    runtime.configuredLoops().configured("pid.c", " ");
    runtime.configuredLoops().configured("pid.a", "main");

    assertEquals(
        List.of(
            "the name 'main' is the runtime's own loop",
            "the name 'io' is taken by pid.a",
            "the name is empty"),
        impediments().map(one -> one.reason).toList());
    assertEquals(
        "the loop 'io' it named before goes on",
        impediments().findFirst().orElseThrow().consequence);
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
  void the_last_hundred_reports_are_kept_the_newest_first() {
    startWith(new KernelWatcher(kernel));
    watcher("fast", -100, new KernelWatcher(kernel));
    for (int i = 0; i < 60; i++) {
      facade.pinChildWatcher("fast");
      facade.unpinChildWatcher();
    }

    List<SwapDTO> kept = swaps();

    assertEquals(100, kept.size());
    assertEquals(events.size(), kept.get(0).epoch);
    assertEquals(kept.get(0).epoch - 99, kept.get(99).epoch);
    kept.get(0).reason = "changed by a caller";
    assertFalse(swaps().get(0).reason.contains("changed"), "a snapshot is the caller's own");
  }

  @Test
  void events_carry_the_fields_and_leave_null_out() {
    startWith(new KernelWatcher(kernel));

    Map<String, Object> properties = SwapEvents.properties(events.get(0));

    assertEquals("default", properties.get("to"));
    assertEquals("policy", properties.get("kind"));
    assertEquals(1L, properties.get("epoch"));
    assertFalse(properties.containsKey("from"));
  }

  @Test
  @DisplayName("O11 after the stop nothing runs, nobody is attached, and nothing is accepted")
  void the_runtime_stops() {
    KernelWatcher safe = new KernelWatcher(kernel);
    KernelWatcher byHand = new KernelWatcher(kernel);
    startWith(safe);
    facade.setChildWatcher(byHand);
    spawn(11);

    runtime.stop();

    assertEquals(1, byHand.closings());
    assertEquals(0, safe.closings());
    assertTrue(policy.made().get(0).isClosed());
    assertThrows(IllegalStateException.class, () -> spawn(12));
    assertEquals(2, kernel.unreaped());
    assertEquals("the runtime has stopped", facade.snapshot().policy.reason);
  }

  private Candidate<EventLoopPolicy> startWith(ChildWatcher safe) {
    watcher("safe", 0, safe);
    Candidate<EventLoopPolicy> candidate = policy("default", 0, policy);
    runtime.start();
    Awaitility.await().until(() -> published.containsKey("main"));
    return candidate;
  }

  private void watcher(String name, int ranking, ChildWatcher watcher) {
    runtime
        .watchers()
        .add(new Candidate<>(name, ranking, serviceId++, name, new Source.Fixed<>(watcher)));
    runtime.settleWatchers();
  }

  private Candidate<EventLoopPolicy> policy(String name, int ranking, EventLoopPolicy made) {
    Candidate<EventLoopPolicy> candidate =
        new Candidate<>(name, ranking, serviceId++, name, new Source.Fixed<>(made));
    runtime.policies().add(candidate);
    runtime.settlePolicies();
    return candidate;
  }

  private void goes(Candidate<EventLoopPolicy> candidate) {
    runtime.policies().remove(candidate);
    runtime.policyGoes(candidate);
  }

  private void spawn(long pid) {
    kernel.fork(pid);
    facade
        .getChildWatcher()
        .addChildHandler(pid, (exited, status) -> exits.add(exited + ":" + status.returncode()));
  }

  private List<SwapDTO> swaps() {
    return new ArrayList<>(facade.snapshot().swaps);
  }

  private Stream<ImpedimentDTO> impediments() {
    return facade.snapshot().impediments.stream();
  }

  private Runnable publish(String name, EventLoop loop) {
    published.put(name, loop);
    return () -> published.remove(name, loop);
  }

  private static List<String> threads(String... prefixes) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> Stream.of(prefixes).anyMatch(name::startsWith))
        .toList();
  }
}
