package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.hotloop.dto.ProviderDTO;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Swaps providers of one kind in every way that there is. Each step returns when it was taken. For
 * one thread.
 */
public final class Operator {

  /** What is done to a provider. */
  @FunctionalInterface
  public interface Step {

    /** Does it. */
    void take(ProviderBundle provider) throws Exception;
  }

  /**
   * A way to swap.
   *
   * @param share how often it is taken, compared with the others
   * @param to whom it can be done
   * @param step takes it
   */
  private record Way(int share, List<ProviderBundle> to, Step step) {}

  private static final String RUNTIME_PID = "org.hotloop.runtime";
  private static final int HIGHEST_RANKING = 1_000;
  private static final int PINS_IN_A_ROW = 10;
  private static final long LONGEST_VACANCY_MILLIS = 30;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Electorate<?> electorate;
  private final ConfigurationAdmin configurations;
  private final List<ProviderBundle> providers;
  private final List<ProviderBundle> movable;
  private final RandomGenerator random;
  private final List<Way> ways;

  /** Whether an object made by hand may serve. */
  private boolean byHand;

  /**
   * @param providers all of them
   * @param movable those whose bundles may be stopped
   */
  public Operator(
      Electorate<?> electorate,
      ConfigurationAdmin configurations,
      List<ProviderBundle> providers,
      List<ProviderBundle> movable,
      RandomGenerator random) {
    this.electorate = electorate;
    this.configurations = configurations;
    this.providers = providers;
    this.movable = movable;
    this.random = random;
    ways =
        List.of(
            new Way(20, providers, this::pin),
            new Way(10, providers, this::pinInARow),
            new Way(5, providers, provider -> leaveToElection()),
            new Way(15, movable, this::bounce),
            new Way(15, movable, this::update),
            new Way(5, movable, this::reinstall),
            new Way(10, providers, this::configure),
            new Way(10, providers, this::rank),
            new Way(10, providers, this::setByHand),
            new Way(5, providers, provider -> setNull()),
            new Way(5, providers, provider -> vacate()));
  }

  /** Any way, to anybody. */
  public void swap() throws Exception {
    int dice = random.nextInt(ways.stream().mapToInt(Way::share).sum());
    Iterator<Way> next = ways.iterator();
    Way way = next.next();
    for (int passed = way.share(); passed <= dice; passed += way.share()) {
      way = next.next();
    }
    way.step().take(anyOf(way.to()));
  }

  /** Each way once, to each provider. */
  public void everyWay() throws Exception {
    for (Way way : ways) {
      for (ProviderBundle provider : way.to()) {
        way.step().take(provider);
      }
    }
  }

  /**
   * From each of {@code some} to each other, and an update of each while it serves; the others are
   * away meanwhile.
   *
   * @param meanwhile after each swap
   */
  public void everyPair(List<ProviderBundle> some, Step meanwhile) throws Exception {
    for (ProviderBundle other : others(some)) {
      other.stop();
    }
    for (ProviderBundle from : some) {
      for (ProviderBundle to : some) {
        pin(from);
        meanwhile.take(from);
        pin(to);
        meanwhile.take(to);
      }
      if (movable.contains(from)) {
        pin(from);
        from.update();
        awaitPresence(from);
        meanwhile.take(from);
      }
    }
    leaveToElection();
    for (ProviderBundle other : others(some)) {
      start(other);
    }
  }

  private List<ProviderBundle> others(List<ProviderBundle> some) {
    return providers.stream().filter(provider -> !some.contains(provider)).toList();
  }

  /** Takes back all that was ever wished. */
  public void reset() throws Exception {
    leaveToElection();
    unconfigure();
    for (ProviderBundle provider : providers) {
      configurations.getConfiguration(provider.pid(), "?").delete();
      awaitRanking(provider, provider.ranking());
    }
  }

  private void pin(ProviderBundle provider) {
    byHand = false;
    electorate.pin(provider);
  }

  /** As fast as swaps can follow each other. */
  private void pinInARow(ProviderBundle provider) {
    pin(provider);
    for (int i = 1; i < PINS_IN_A_ROW; i++) {
      pin(anyOf(providers));
    }
  }

  private ProviderBundle anyOf(List<ProviderBundle> some) {
    return some.get(random.nextInt(some.size()));
  }

  private void leaveToElection() {
    byHand = false;
    electorate.unpin();
  }

  private void setByHand(ProviderBundle provider) throws ReflectiveOperationException {
    electorate.setByHand(provider);
    byHand = true;
  }

  private void setNull() {
    electorate.setNull();
    byHand = false;
  }

  private void bounce(ProviderBundle provider) throws BundleException {
    provider.stop();
    start(provider);
  }

  /** What was made by hand of the classes that go must go first, as with any importer. */
  private void update(ProviderBundle provider) throws Exception {
    unsetByHand();
    provider.update();
    awaitPresence(provider);
  }

  private void reinstall(ProviderBundle provider) throws Exception {
    unsetByHand();
    provider.reinstall();
    awaitPresence(provider);
  }

  private void unsetByHand() {
    if (byHand) {
      leaveToElection();
    }
  }

  /** Decides only where nothing is wished by hand. */
  private void configure(ProviderBundle provider) throws IOException {
    leaveToElection();
    update(RUNTIME_PID, electorate.kind(), provider.name());
    awaitConfigured(provider.name());
  }

  private void unconfigure() throws IOException {
    configurations.getConfiguration(RUNTIME_PID, "?").delete();
    awaitConfigured("");
  }

  /**
   * Decides only where nothing else is wished. Its component is made anew; whoever stops the bundle
   * meanwhile finds it half done.
   */
  private void rank(ProviderBundle provider) throws Exception {
    leaveToElection();
    unconfigure();
    int ranking = random.nextInt(-HIGHEST_RANKING, HIGHEST_RANKING);
    update(provider.pid(), "service.ranking", ranking);
    awaitRanking(provider, ranking);
  }

  private void start(ProviderBundle provider) throws BundleException {
    provider.start();
    awaitPresence(provider);
  }

  /** A component may be enabled by another one, a moment after the start of their bundle. */
  private void awaitPresence(ProviderBundle provider) {
    await(provider, candidate -> true);
  }

  private void awaitRanking(ProviderBundle provider, int ranking) {
    await(provider, candidate -> candidate.ranking == ranking);
  }

  private void await(ProviderBundle provider, Predicate<ProviderDTO> expected) {
    Predicate<ProviderDTO> itself = candidate -> candidate.name.equals(provider.name());
    await(() -> electorate.providers().anyMatch(itself.and(expected)), provider.name());
  }

  private void awaitConfigured(String name) {
    await(() -> electorate.configured().equals(name), "configured " + name);
  }

  /** Returns when the runtime knows it so; the framework's listeners are told one by one. */
  private void await(BooleanSupplier known, String what) {
    long begun = System.nanoTime();
    while (!known.getAsBoolean()) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IllegalStateException(
            "%s %s did not become as it should: %s"
                .formatted(electorate.kind(), what, electorate.providers().toList()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void update(String pid, String key, Object value) throws IOException {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(key, value);
    configurations.getConfiguration(pid, "?").update(properties);
  }

  /** For a moment there is nobody, but for those that cannot be stopped. */
  private void vacate() throws BundleException {
    unsetByHand();
    for (ProviderBundle provider : movable) {
      provider.stop();
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(LONGEST_VACANCY_MILLIS)));
    for (ProviderBundle provider : movable) {
      start(provider);
    }
  }
}
