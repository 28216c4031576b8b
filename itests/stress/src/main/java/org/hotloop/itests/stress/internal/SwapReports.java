package org.hotloop.itests.stress.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hotloop.EventLoopRuntime;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Counts swaps, from whom to whom and why, by the events that the runtime sends. Any thread. */
public final class SwapReports implements EventHandler, AutoCloseable {

  /** A provider and the next. */
  public record Pair(String from, String to) {
    @Override
    public String toString() {
      return from + " → " + to;
    }
  }

  /** What a swap was decided by: the end of its reason, which begins with whom it passed over. */
  private enum Decision {
    PINNED("pinned by hand$"),
    SET_BY_HAND("set by hand[^;]*$"),
    CONFIGURED("named by configuration org.hotloop.runtime$"),
    RANKING("highest ranking [^;]*$"),
    NONE("");

    private final Pattern end;

    Decision(String end) {
      this.end = Pattern.compile(end);
    }

    static Decision of(String reason) {
      return Arrays.stream(values())
          .filter(decision -> decision.end.matcher(reason).find())
          .findFirst()
          .orElseThrow();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final EventLoopRuntime runtime;
  private final String kind;
  private final Map<String, String> names;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final Map<Decision, AtomicInteger> decisions = new EnumMap<>(Decision.class);
  private final ServiceRegistration<EventHandler> registration;
  private volatile long lastEpoch;

  /**
   * @param kind of the reports that count
   * @param providers whom there is; who was set by hand is named by its class
   */
  public SwapReports(Stage stage, String kind, Collection<ProviderBundle> providers) {
    runtime = stage.runtime();
    this.kind = kind;
    for (Decision decision : Decision.values()) {
      decisions.put(decision, new AtomicInteger());
    }
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
      decisions.get(Decision.of(String.valueOf(event.getProperty("reason")))).incrementAndGet();
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
    return decisions.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** How many there were, and what they were decided by. */
  @Override
  public String toString() {
    return decisions.entrySet().stream()
        .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue().get()))
        .collect(Collectors.joining(", ", String.format(Locale.ROOT, "%,d (", swaps()), ")"));
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
