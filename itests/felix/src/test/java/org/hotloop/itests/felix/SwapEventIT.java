package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Hashtable;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.SwapDTO;
import org.hotloop.itests.shared.Conditions;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Every swap leaves a report, which is also sent as an event (rule 6 of a live swap). */
public class SwapEventIT extends FelixTest {

  @Test
  public void eachSwapIsToldOnceWithItsReport_O1() throws Exception {
    Queue<Event> events = new ConcurrentLinkedQueue<>();
    Map<String, Object> topic = Map.of(EventConstants.EVENT_TOPIC, EventLoopRuntime.SWAP_TOPIC);
    ServiceRegistration<EventHandler> registration =
        context.registerService(EventHandler.class, events::add, new Hashtable<>(topic));
    try {
      SwapDTO toFast = client.runtime().pinChildWatcher("fast").orElseThrow();
      SwapDTO toSafe = client.runtime().unpinChildWatcher().orElseThrow();

      Conditions.await("both events", () -> events.size() >= 2);
      assertTells(toFast, events.remove());
      assertTells(toSafe, events.remove());
      assertTrue("no other event", events.isEmpty());
    } finally {
      registration.unregister();
    }
  }

  private static void assertTells(SwapDTO swap, Event event) {
    assertEquals(swap.epoch, event.getProperty("epoch"));
    assertEquals("watcher", event.getProperty("kind"));
    assertEquals(swap.from, event.getProperty("from"));
    assertEquals(swap.to, event.getProperty("to"));
    assertEquals(swap.reason, event.getProperty("reason"));
    assertEquals(swap.moved, event.getProperty("moved"));
    assertEquals(swap.durationNanos, event.getProperty("durationNanos"));
  }
}
