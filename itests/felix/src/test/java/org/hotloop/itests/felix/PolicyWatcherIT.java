package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoops;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.itests.shared.Brood;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.watcher.safe.SafeChildWatcher;
import org.junit.Test;

/** Watchers set by hand, through the module functions and at the policy, with children alive. */
public class PolicyWatcherIT extends FelixTest {

  private static final int CHILDREN = 20;

  private final ChildWatcher first = new SafeChildWatcher();
  private final ChildWatcher second = new SafeChildWatcher();

  @Test
  public void theGetterAnswersTheSameFromEveryThreadThroughAllSwaps_P20_P22() {
    ChildWatcher current = EventLoops.getChildWatcher();
    EventLoops.setChildWatcher(first);
    assertSame(current, EventLoops.getChildWatcher());
    EventLoops.setChildWatcher(null);
    assertSame(current, CompletableFuture.supplyAsync(EventLoops::getChildWatcher).join());
    assertTrue(current.isActive());
  }

  @Test
  public void theOneBeforeIsClosedAndNullGivesTheDefaultBack_P23_P24() throws Exception {
    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN)) {
      EventLoops.setChildWatcher(first);
      assertEquals(SafeChildWatcher.class.getName(), client.runtime().snapshot().watcher.current);
      EventLoops.setChildWatcher(second);
      assertIsClosed(first);
      brood.end(0, CHILDREN / 2);
      EventLoops.setChildWatcher(null);
      assertIsClosed(second);

      assertEquals("safe", client.runtime().snapshot().watcher.current);
      assertAllTold(brood);
    }
  }

  @Test
  public void oneThatCannotServeIsRefusedAndTheOneBeforeIsKeptOpen_P25() throws Exception {
    second.close();
    EventLoops.setChildWatcher(first);
    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN)) {
      assertThrows(IllegalStateException.class, () -> EventLoops.setChildWatcher(second));
      assertThrows(
          IllegalArgumentException.class, () -> EventLoops.setChildWatcher(client.watcher()));

      assertTrue(first.isActive());
      assertAllTold(brood);
    } finally {
      EventLoops.setChildWatcher(null);
    }
  }

  @Test
  public void setAtThePolicyItselfItServesAtOnceAndNothingIsLost_P23_P24() throws Exception {
    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN)) {
      EventLoops.getEventLoopPolicy().setChildWatcher(first);
      assertEquals("policy default", client.runtime().snapshot().watcher.current);
      assertTrue(first.isActive());
      brood.end(0, CHILDREN / 2);
      EventLoops.getEventLoopPolicy().setChildWatcher(second);
      assertIsClosed(first);
      assertTrue(second.isActive());

      client.policy().setChildWatcher(null);
      assertIsClosed(second);
      assertEquals("safe", client.runtime().snapshot().watcher.current);
      assertAllTold(brood);
    }
  }

  @Test
  public void atThePolicyTheRuntimesOwnAndASwapInsideAGuardAreRefused_P25() {
    EventLoops.getEventLoopPolicy().setChildWatcher(first);
    assertThrows(
        IllegalArgumentException.class,
        () -> EventLoops.getEventLoopPolicy().setChildWatcher(client.watcher()));
    ForkGuard guard = client.watcher().enter();
    assertThrows(
        IllegalStateException.class, () -> EventLoops.getEventLoopPolicy().setChildWatcher(second));
    guard.close();

    assertTrue(first.isActive());
    EventLoops.getEventLoopPolicy().setChildWatcher(null);
    assertIsClosed(first);
  }

  private void assertIsClosed(ChildWatcher watcher) {
    assertThrows(IllegalStateException.class, () -> watcher.attachLoop(client.loop()));
  }

  private static void assertAllTold(Brood brood) throws Exception {
    brood.end(0, CHILDREN);
    Conditions.await("every end is told", () -> brood.told() == CHILDREN);
    assertEquals("faults of the ledger", List.of(), brood.faults());
  }
}
