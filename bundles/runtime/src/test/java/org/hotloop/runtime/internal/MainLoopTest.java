package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.dto.LoopDTO;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Source;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestLoop;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The main loop from its making to its end. */
class MainLoopTest extends RuntimeTestBase {

  @Test
  @DisplayName("P6 P26 the main loop is made by the policy, set in its context, and watched on")
  void the_main_loop_runs_and_the_watcher_is_attached() {
    KernelWatcher safe = new KernelWatcher(kernel);
    startWith(safe);

    assertSame(published.get("main"), policy.loopByThread().get("hotloop-main"));
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
  @DisplayName(
      "O9 without a policy the main loop waits, with all that it has; the next one's runs it")
  void the_main_loop_waits_between_two_policies() {
    KernelWatcher safe = new KernelWatcher(kernel);
    Candidate<EventLoopPolicy> first = startWith(safe);
    spawn(11);
    EventLoop main = published.get("main");

    goes(first);

    assertTrue(policy.made().get(0).isClosed());
    assertEquals(Map.of(), policy.loopByThread());
    assertEquals(Map.of("main", main), published);
    assertFalse(main.isRunning());
    CompletableFuture<Thread> asked = CompletableFuture.supplyAsync(Thread::currentThread, main);
    assertFalse(safe.isAttached());
    assertEquals(1, facade.snapshot().parked);
    assertEquals(null, swaps().get(0).to);
    assertEquals("there is no main loop: no policy is installed", facade.snapshot().watcher.reason);
    kernel.exit(11, 5);

    policy("second", 0, new TestPolicy());
    Awaitility.await().until(() -> exits.equals(List.of("11:5")));
    assertEquals("hotloop-main", asked.join().getName());
    assertTrue(main.isRunning());
  }

  @Test
  @DisplayName("P28 O9 the main loop moves to the loop of a policy that is elected, on its thread")
  void the_main_loop_follows_the_election() {
    KernelWatcher safe = new KernelWatcher(kernel);
    startWith(safe);
    spawn(11);
    EventLoop main = published.get("main");
    TestPolicy better = new TestPolicy();

    Candidate<EventLoopPolicy> second = policy("better", 10, better);

    assertEquals("better", facade.snapshot().loops.get(0).policy);
    assertTrue(policy.made().get(0).isClosed());
    assertFalse(better.made().get(0).isClosed());
    assertEquals(Map.of(), policy.loopByThread());
    assertEquals(Map.of("hotloop-main", main), better.loopByThread());
    assertEquals(Map.of("main", main), published);
    assertEquals(
        "hotloop-main",
        CompletableFuture.supplyAsync(Thread::currentThread, main).join().getName());
    SwapDTO report = swaps().get(0);
    assertEquals("loop default better", report.kind + " " + report.from + " " + report.to);
    assertEquals("loop main: highest ranking (10) of better, default", report.reason);
    assertTrue(safe.isAttached());
    assertEquals(0, swaps().stream().filter(one -> one.kind.equals("watcher")).skip(1).count());

    goes(second);
    assertEquals("default", facade.snapshot().loops.get(0).policy);
    kernel.exit(11, 5);
    Awaitility.await().until(() -> exits.equals(List.of("11:5")));
  }

  @Test
  @DisplayName("P28 a policy is given back by who asked for the swap, never by the loop's thread")
  void a_policy_is_given_back_by_who_asked_for_the_swap() {
    List<Thread> givenBackBy = new CopyOnWriteArrayList<>();
    Source<EventLoopPolicy> source =
        new Source<>() {
          @Override
          public EventLoopPolicy get() {
            return policy;
          }

          @Override
          public void unget(EventLoopPolicy object) {
            givenBackBy.add(Thread.currentThread());
          }
        };
    runtime.policies().add(new Candidate<>("first", 0, 1, "first", source));
    runtime.start();
    Awaitility.await().until(() -> published.containsKey("main"));

    policy("better", 10, new TestPolicy());

    assertEquals(List.of(Thread.currentThread()), givenBackBy);
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

    assertEquals(TestLoop.class.getName(), facade.snapshot().loops.get(0).type);
    ProviderDTO shown = facade.snapshot().policy.providers.get(0);
    assertTrue(shown.problem.contains("out of descriptors"), shown.problem);
    assertEquals("default", facade.snapshot().policy.current);
  }

  @Test
  void an_engine_that_somebody_else_closes_counts_against_its_policy() {
    policy("other", -1, new TestPolicy());
    startWith(new KernelWatcher(kernel));
    EventLoop engine = policy.made().get(0);

    engine.callSoonThreadsafe(engine::close);
    engine.stop();

    Awaitility.await().until(() -> facade.snapshot().loops.get(0).policy.equals("other"));
    assertEquals("other", facade.snapshot().policy.current);
  }

  @Test
  void nobody_else_closes_or_runs_a_managed_loop() {
    startWith(new KernelWatcher(kernel));
    EventLoop main = published.get("main");

    assertThrows(IllegalStateException.class, main::close);
    assertThrows(IllegalStateException.class, main::runForever);
    assertFalse(main.isClosed());
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
}
