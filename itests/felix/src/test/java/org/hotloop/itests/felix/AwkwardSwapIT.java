package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.dto.SwapDTO;
import org.hotloop.itests.shared.Brood;
import org.hotloop.itests.shared.Conditions;
import org.junit.After;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Swaps at the worst moments, and to the worst providers. */
public class AwkwardSwapIT extends FelixTest {

  private static final int CHILDREN = 60;

  @After
  public void leaveTheChoiceToTheElection() {
    client.runtime().unpinChildWatcher();
  }

  @Test
  public void everyHandlerSwapsFromInside_O2() throws Exception {
    AtomicInteger swaps = new AtomicInteger();
    Runnable swap =
        () -> {
          client.runtime().pinChildWatcher(swaps.get() % 2 == 0 ? "fast" : "safe");
          swaps.incrementAndGet();
        };

    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN, swap)) {
      brood.end(0, CHILDREN);
      Conditions.await("every end is told", () -> brood.told() == CHILDREN);
      Conditions.await("every handler has swapped", () -> swaps.get() == CHILDREN);
      assertEquals("faults of the ledger", List.of(), brood.faults());
    }
  }

  @Test
  public void aSwapDuringADeliveryWaitsForNoHandler_O2() throws Exception {
    CountDownLatch delivering = new CountDownLatch(1);
    CountDownLatch swapped = new CountDownLatch(1);
    Runnable hold =
        () -> {
          delivering.countDown();
          Conditions.await("the swap", () -> swapped.getCount() == 0);
        };

    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN, hold)) {
      brood.end(0, CHILDREN);
      assertTrue("a delivery", delivering.await(30, TimeUnit.SECONDS));
      SwapDTO swap = client.runtime().pinChildWatcher("fast").orElseThrow();
      swapped.countDown();

      Conditions.await("every end is told", () -> brood.told() == CHILDREN);
      assertEquals("faults of the ledger", List.of(), brood.faults());
      assertTrue("some were alive or on their way", swap.moved + swap.delivered > 0);
    }
  }

  @Test
  public void aProviderWhoseActivationThrowsLeavesTheOneBeforeInPlace_O17() throws Exception {
    ServiceRegistration<?> broken = null;
    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN)) {
      broken = register("broken", new Throwing());

      assertEquals("safe", client.runtime().snapshot().watcher.current);
      assertTrue("why it is not elected", problem("broken").contains("could not be activated"));
      client.runtime().pinChildWatcher("broken");
      assertEquals("safe", client.runtime().snapshot().watcher.current);

      brood.end(0, CHILDREN);
      Conditions.await("every end is told", () -> brood.told() == CHILDREN);
      assertEquals("faults of the ledger", List.of(), brood.faults());
    } finally {
      broken.unregister();
    }
  }

  private String problem(String watcher) {
    return client.runtime().snapshot().watcher.providers.stream()
        .filter(provider -> provider.name.equals(watcher))
        .map((ProviderDTO provider) -> provider.problem)
        .findFirst()
        .orElseThrow();
  }

  private ServiceRegistration<?> register(String name, ServiceFactory<ChildWatcher> factory) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put("hotloop.watcher", name);
    properties.put("service.ranking", 1_000);
    return context.registerService(ChildWatcher.class, factory, properties);
  }

  /** A component that fails when it is wanted. */
  private static final class Throwing implements ServiceFactory<ChildWatcher> {

    @Override
    public ChildWatcher getService(Bundle bundle, ServiceRegistration<ChildWatcher> registration) {
      throw new IllegalStateException("this watcher cannot be activated");
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<ChildWatcher> registration, ChildWatcher watcher) {
      throw new AssertionError("it was never given");
    }
  }
}
