package org.hotloop.itests.stress.internal;

import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.hotloop.EventLoopRuntime;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Counts swaps, and from whom to whom, by the events that the runtime sends. Any thread. */
public final class SwapReports implements EventHandler, AutoCloseable {

  /** A provider and the next. */
  public record Pair(String from, String to) {
    @Override
    public String toString() {
      return from + " → " + to;
    }
  }

  private final EventLoopRuntime runtime;
  private final String kind;
  private final Map<String, String> names;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger swaps = new AtomicInteger();
  private final ServiceRegistration<EventHandler> registration;
  private volatile long lastEpoch;

  /**
   * @param kind of the reports that count
   * @param providers whom there is; who was set by hand is named by its class
   */
  public SwapReports(Stage stage, String kind, Collection<ProviderBundle> providers) {
    runtime = stage.runtime();
    this.kind = kind;
    names =
        providers.stream()
            .collect(Collectors.toMap(ProviderBundle::className, ProviderBundle::name));
    registration =
        stage
            .context()
            .registerService(
                EventHandler.class,
                this,
                new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, EventLoopRuntime.SWAP_TOPIC)));
  }

  @Override
  public void handleEvent(Event event) {
    if (kind.equals(event.getProperty("kind"))) {
      swaps.incrementAndGet();
      pairs.add(new Pair(name(event.getProperty("from")), name(event.getProperty("to"))));
    }
    lastEpoch = (Long) event.getProperty("epoch");
  }

  private String name(Object propertyOrNull) {
    String given = String.valueOf(propertyOrNull);
    return names.getOrDefault(given, given);
  }

  /** How many there were. */
  public int swaps() {
    return swaps.get();
  }

  /** Whether the last one was told: events follow their swaps a moment later. */
  public boolean areToldAll() {
    return runtime.snapshot().swaps.stream().allMatch(swap -> swap.epoch <= lastEpoch);
  }

  /** The pairs of two different providers that there can be. */
  public List<Pair> possible() {
    return names.values().stream()
        .flatMap(from -> names.values().stream().map(to -> new Pair(from, to)))
        .filter(pair -> !pair.from().equals(pair.to()))
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }

  /** Those of them that never occurred. */
  public List<Pair> missing() {
    return possible().stream().filter(pair -> !pairs.contains(pair)).toList();
  }

  @Override
  public void close() {
    registration.unregister();
  }
}
