package org.hotloop.itests.stress.internal.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.ClientBundle;
import org.hotloop.itests.stress.internal.Electorate;
import org.hotloop.itests.stress.internal.Footprint;
import org.hotloop.itests.stress.internal.Operator;
import org.hotloop.itests.stress.internal.Patience;
import org.hotloop.itests.stress.internal.ProviderBundle;
import org.hotloop.itests.stress.internal.Scenario;
import org.hotloop.itests.stress.internal.Settings;
import org.hotloop.itests.stress.internal.Stage;
import org.hotloop.itests.stress.internal.SwapReports;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/**
 * Policies are swapped while the main loop works: a round that loads what is loaded once; each
 * policy to each other; then in every way; then the judgement. For one thread, which is also the
 * operator's.
 */
public final class PolicyRun implements Scenario {

  private final Stage stage;
  private final Settings settings;
  private final ClassLoaders loaders = new ClassLoaders();
  private final Findings findings = new Findings();
  private final SplittableRandom random;
  private final List<ProviderBundle> made = new ArrayList<>();
  private final List<ProviderBundle> all;
  private final ClientBundle client;
  private final SwapReports moves;
  private final Operator operator;
  private final Work work;

  /** Installs what it needs. */
  public PolicyRun(Stage stage) throws Exception {
    this.stage = stage;
    settings = stage.settings();
    random = new SplittableRandom(settings.seed());
    Policies policies = new Policies(stage, loaders);
    for (String name : Policies.made()) {
      made.add(policies.install(name));
    }
    ProviderBundle proactor = policies.proactorPolicy();
    List<ProviderBundle> movable = Stream.concat(made.stream(), Stream.of(proactor)).toList();
    all = Stream.concat(Stream.of(policies.defaultPolicy()), movable.stream()).toList();
    client = ClientBundle.install(stage.context(), 1);
    moves = new SwapReports(stage, "loop", all);
    operator =
        new Operator(
            Electorate.ofPolicies(stage.runtime()),
            stage.configurations(),
            all,
            movable,
            random.split());
    work = new Work(stage.mainLoop(), client.subprocesses(), findings, random.split());
  }

  @Override
  public boolean run() throws Exception {
    stage
        .out()
        .printf(
            "stress: seed %d, %d s, policies %s%n",
            settings.seed(),
            settings.time().toSeconds(),
            all.stream().map(ProviderBundle::name).toList());
    during(work::begin, operator::everyWay);
    operator.reset();
    Footprint before = Footprint.settled(loaders);
    Progress progress = new Progress(stage.out(), work, moves, loaders, findings);
    try (progress) {
      during(work::beginTimers, () -> during(work::begin, this::swapInEveryWay));
      operator.reset();
    }
    work.judge();
    Footprint after = settle(before);
    return new Summary(settings, work, moves, loaders, findings, stage.out())
        .print(progress.time(), before, after);
  }

  /** What is done while the work goes on. */
  @FunctionalInterface
  private interface Meanwhile {
    void act() throws Exception;
  }

  /**
   * Returns when the work is over, or its end is lost. Policies are swapped once more while it
   * comes to its end, then it has to do so by itself: nothing else wakes the loop any more.
   */
  private void during(Function<BooleanSupplier, CompletableFuture<Void>> work, Meanwhile meanwhile)
      throws Exception {
    AtomicBoolean wanted = new AtomicBoolean(true);
    CompletableFuture<Void> over = work.apply(wanted::get);
    try {
      meanwhile.act();
    } finally {
      wanted.set(false);
    }
    swapEach();
    if (Patience.await(over::isDone)) {
      over.join(); // raises what broke the work itself
    } else {
      findings.add(Kind.LOST, "the end of the work");
    }
  }

  private void swapEach() throws Exception {
    operator.everyPair(all, serving -> Patience.pause(random));
  }

  private void swapInEveryWay() throws Exception {
    long begun = System.nanoTime();
    swapEach();
    while (Duration.ofNanos(System.nanoTime() - begun).compareTo(settings.time()) < 0) {
      operator.swap();
      Patience.pause(random);
    }
  }

  /** Waits until everything is as before: threads end a moment after what they worked for. */
  private Footprint settle(Footprint before) {
    Patience.await(() -> moves.areToldAll() && Footprint.now(loaders).isWithin(before));
    return Footprint.now(loaders);
  }

  @Override
  public void close() throws Exception {
    moves.close();
    client.close();
    for (ProviderBundle policy : made) {
      policy.uninstall();
    }
  }
}
