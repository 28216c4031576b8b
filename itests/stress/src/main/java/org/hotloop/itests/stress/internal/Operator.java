package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.ProviderDTO;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Swaps watchers in every way that there is. Each step returns when it was taken; what follows from
 * a configuration comes a moment later. For one thread.
 */
final class Operator {

  /** What is done to a watcher. */
  @FunctionalInterface
  interface Step {
    void take(WatcherBundle watcher) throws Exception;
  }

  /**
   * A way to swap.
   *
   * @param share how often it is taken, compared with the others
   * @param step takes it
   */
  private record Way(int share, Step step) {}

  private static final String RUNTIME_PID = "org.hotloop.runtime";
  private static final int HIGHEST_RANKING = 1_000;
  private static final int PINS_IN_A_ROW = 10;
  private static final long LONGEST_VACANCY_MILLIS = 30;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final EventLoopRuntime runtime;
  private final ConfigurationAdmin configurations;
  private final List<WatcherBundle> watchers;
  private final RandomGenerator random;

  private final List<Way> ways =
      List.of(
          new Way(20, this::pin),
          new Way(10, this::pinInARow),
          new Way(5, watcher -> leaveToElection()),
          new Way(15, this::bounce),
          new Way(15, this::update),
          new Way(5, this::reinstall),
          new Way(10, this::configure),
          new Way(10, this::rank),
          new Way(10, this::setByHand),
          new Way(5, watcher -> vacate()));

  /** Whether an object made by hand may serve. */
  private boolean byHand;

  Operator(
      EventLoopRuntime runtime,
      ConfigurationAdmin configurations,
      List<WatcherBundle> watchers,
      RandomGenerator random) {
    this.runtime = runtime;
    this.configurations = configurations;
    this.watchers = watchers;
    this.random = random;
  }

  /** Any way, to any watcher. */
  void swap() throws Exception {
    WatcherBundle watcher = anyWatcher();
    int dice = random.nextInt(ways.stream().mapToInt(Way::share).sum());
    Iterator<Way> next = ways.iterator();
    Way way = next.next();
    for (int passed = way.share(); passed <= dice; passed += way.share()) {
      way = next.next();
    }
    way.step().take(watcher);
  }

  /** Each way once, to each watcher. */
  void everyWay() throws Exception {
    for (WatcherBundle watcher : watchers) {
      for (Way way : ways) {
        way.step().take(watcher);
      }
    }
  }

  /**
   * From each of {@code some} to each other, and an update of each while it serves; the others are
   * away meanwhile.
   *
   * @param meanwhile after each swap
   */
  void everyPair(List<WatcherBundle> some, Step meanwhile) throws Exception {
    for (WatcherBundle other : others(some)) {
      other.stop();
    }
    for (WatcherBundle from : some) {
      for (WatcherBundle to : some) {
        pin(from);
        meanwhile.take(from);
        pin(to);
        meanwhile.take(to);
      }
      pin(from);
      from.update();
      awaitPresence(from);
      meanwhile.take(from);
    }
    leaveToElection();
    for (WatcherBundle other : others(some)) {
      start(other);
    }
  }

  private List<WatcherBundle> others(List<WatcherBundle> some) {
    return watchers.stream().filter(watcher -> !some.contains(watcher)).toList();
  }

  /** Takes back all that was ever wished. */
  void reset() throws Exception {
    leaveToElection();
    configurations.getConfiguration(RUNTIME_PID, "?").delete();
    for (WatcherBundle watcher : watchers) {
      configurations.getConfiguration(watcher.pid(), "?").delete();
      awaitRanking(watcher, watcher.ranking());
    }
  }

  private void pin(WatcherBundle watcher) {
    byHand = false;
    runtime.pinChildWatcher(watcher.name());
  }

  /** As fast as swaps can follow each other. */
  private void pinInARow(WatcherBundle watcher) {
    pin(watcher);
    for (int i = 1; i < PINS_IN_A_ROW; i++) {
      pin(anyWatcher());
    }
  }

  private WatcherBundle anyWatcher() {
    return watchers.get(random.nextInt(watchers.size()));
  }

  private void leaveToElection() {
    byHand = false;
    runtime.unpinChildWatcher();
  }

  private void setByHand(WatcherBundle watcher) throws ReflectiveOperationException {
    runtime.setChildWatcher(watcher.make());
    byHand = true;
  }

  private void bounce(WatcherBundle watcher) throws BundleException {
    watcher.stop();
    start(watcher);
  }

  /** What was made by hand of the classes that go must go first, as with any importer. */
  private void update(WatcherBundle watcher) throws Exception {
    unsetByHand();
    watcher.update();
    awaitPresence(watcher);
  }

  private void reinstall(WatcherBundle watcher) throws Exception {
    unsetByHand();
    watcher.reinstall();
    awaitPresence(watcher);
  }

  private void unsetByHand() {
    if (byHand) {
      leaveToElection();
    }
  }

  private void configure(WatcherBundle watcher) throws IOException {
    update(RUNTIME_PID, "watcher", watcher.name());
  }

  /** Its component is made anew; whoever stops the bundle meanwhile finds it half done. */
  private void rank(WatcherBundle watcher) throws Exception {
    int ranking = random.nextInt(-HIGHEST_RANKING, HIGHEST_RANKING);
    update(watcher.pid(), "service.ranking", ranking);
    awaitRanking(watcher, ranking);
  }

  private void start(WatcherBundle watcher) throws BundleException {
    watcher.start();
    awaitPresence(watcher);
  }

  /** A component may be enabled by another one, a moment after the start of their bundle. */
  private void awaitPresence(WatcherBundle watcher) {
    await(watcher, provider -> true);
  }

  private void awaitRanking(WatcherBundle watcher, int ranking) {
    await(watcher, provider -> provider.ranking == ranking);
  }

  /** Returns when the runtime knows it so; the framework's listeners are told one by one. */
  private void await(WatcherBundle watcher, Predicate<ProviderDTO> expected) {
    Predicate<ProviderDTO> itself = provider -> provider.name.equals(watcher.name());
    long begun = System.nanoTime();
    while (providers().noneMatch(itself.and(expected))) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "watcher %s did not become as it should: %s"
                .formatted(watcher.name(), providers().toList()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Stream<ProviderDTO> providers() {
    return runtime.snapshot().watcher.providers.stream();
  }

  private void update(String pid, String key, Object value) throws IOException {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(key, value);
    configurations.getConfiguration(pid, "?").update(properties);
  }

  /** For a moment there is nobody. */
  private void vacate() throws BundleException {
    unsetByHand();
    for (WatcherBundle watcher : watchers) {
      watcher.stop();
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_VACANCY_MILLIS)));
    for (WatcherBundle watcher : watchers) {
      start(watcher);
    }
  }
}
