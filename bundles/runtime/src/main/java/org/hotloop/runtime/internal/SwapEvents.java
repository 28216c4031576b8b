package org.hotloop.runtime.internal;

import java.util.HashMap;
import java.util.Map;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.SwapDTO;
import org.osgi.framework.BundleContext;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.util.tracker.ServiceTracker;

/** Sends reports as events, where there is an Event Admin. Any thread. */
final class SwapEvents implements AutoCloseable {

  private final ServiceTracker<EventAdmin, EventAdmin> eventAdmin;

  SwapEvents(BundleContext context) {
    eventAdmin = new ServiceTracker<>(context, EventAdmin.class, null);
  }

  void open() {
    eventAdmin.open();
  }

  /** Sends {@code report}; does nothing where nobody takes events. */
  void send(SwapDTO report) {
    EventAdmin admin = eventAdmin.getService();
    if (admin != null) {
      admin.postEvent(new Event(EventLoopRuntime.SWAP_TOPIC, properties(report)));
    }
  }

  /** The fields under their names; those that are null are left out. */
  static Map<String, Object> properties(SwapDTO report) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("epoch", report.epoch);
    properties.put("kind", report.kind);
    properties.put("from", report.from);
    properties.put("to", report.to);
    properties.put("reason", report.reason);
    properties.put("moved", report.moved);
    properties.put("delivered", report.delivered);
    properties.put("parked", report.parked);
    properties.put("limbo", report.limbo);
    properties.put("unknown", report.unknown);
    properties.put("durationNanos", report.durationNanos);
    properties.put("time", report.time);
    properties.values().removeIf(value -> value == null);
    return properties;
  }

  @Override
  public void close() {
    eventAdmin.close();
  }
}
