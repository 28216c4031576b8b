package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a policy does with a real watcher, and with children that run, where no runtime is: it
 * attaches the watcher to the main context's loop, and closes the one that is replaced.
 */
public abstract class PolicyWatcherContract extends WatcherBench {

  private EventLoopPolicy policy;

  /** For subclasses. */
  protected PolicyWatcherContract() {}

  /** Makes the policy, with nothing set: the calling thread is its main context. */
  protected abstract EventLoopPolicy newPolicy();

  @BeforeEach
  final void givePolicyTheWatcher() {
    policy = newPolicy();
    watcher.attachLoop(null);
    policy.setChildWatcher(watcher);
    policy.setEventLoop(main.loop());
  }

  @AfterEach
  final void takeEverythingAway() {
    policy.setEventLoop(null);
    policy.setChildWatcher(null);
  }

  @Test
  @DisplayName("P26 the main context's loop is the one on which exits are told")
  void takesTheWatcherToTheNextLoop() throws Exception {
    LoopThread second = newLoop();
    Gate early = children.newGate();
    Gate late = children.newGate();
    long before = watch(early, 1);
    long after = watch(late, 2);
    early.open();
    exits.awaitExactly(Map.of(before, 1));

    policy.setEventLoop(second.loop());
    late.open();

    exits.awaitExactly(Map.of(before, 1, after, 2));
    assertEquals(
        List.of(main.thread(), second.thread()),
        exits.calls().stream().map(RecordedExits.Call::thread).toList());
  }

  @Test
  @DisplayName("P26 null detaches, other threads change nothing, and no exit is lost")
  void keepsExitsForTheNextLoop() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 3);

    policy.setEventLoop(null);
    assertFalse(watcher.isActive());
    CompletableFuture.runAsync(() -> policy.setEventLoop(main.loop())).join();
    assertFalse(watcher.isActive());
    children.end(gate, pid);
    main.settle();
    exits.assertExactly(Map.of());

    policy.setEventLoop(main.loop());
    exits.awaitExactly(Map.of(pid, 3));
    CompletableFuture.runAsync(() -> policy.setEventLoop(null)).join();
    assertTrue(watcher.isActive());
  }

  @Test
  @DisplayName("P23 the watcher that is replaced is closed, and the next one serves once attached")
  void closesTheReplacedWatcher() throws Exception {
    ObservedSigchld observed = new ObservedSigchld(main.loop());
    policy.setEventLoop(observed.loop());
    assertEquals(listensToSigchld(), observed.isHandled());
    ChildWatcher next = newWatcher();

    policy.setChildWatcher(next);
    assertFalse(observed.isHandled());
    assertIsClosed(watcher);
    assertSame(next, policy.getChildWatcher());
    policy.setChildWatcher(next);
    policy.setEventLoop(main.loop());

    watcher = next;
    assertAlive();
  }

  @Test
  @DisplayName("P24 null closes the watcher")
  void closesTheWatcherForNull() {
    policy.setChildWatcher(null);
    assertIsClosed(watcher);
  }

  private void assertIsClosed(ChildWatcher closed) {
    EventLoop loop = main.loop();
    assertThrows(IllegalStateException.class, () -> closed.attachLoop(loop));
    assertFalse(closed.isActive());
  }
}
