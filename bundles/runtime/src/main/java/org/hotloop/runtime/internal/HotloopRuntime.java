package org.hotloop.runtime.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hotloop.EventLoopPolicy;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.UnknownProviderException;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Choice;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.Office;
import org.hotloop.runtime.internal.front.Move;
import org.hotloop.runtime.internal.loops.ConfiguredLoops;
import org.hotloop.runtime.internal.loops.LoopServices;
import org.hotloop.runtime.internal.loops.ManagedLoops;
import org.hotloop.runtime.internal.swap.OwnedWatcher;
import org.hotloop.runtime.internal.swap.Patience;
import org.hotloop.runtime.internal.swap.SwapSafeWatcher;
import org.hotloop.spi.Impediment;

/**
 * The runtime without its framework: two elections, the managed loops, and the table of children
 * that outlives all swaps. What depends on a change is settled after it: policies, then loops, then
 * watchers, which serve on the main loop. Nobody is elected before {@link #start()} and after
 * {@link #stop()}. Any thread.
 */
final class HotloopRuntime {

  private static final Logger LOG = System.getLogger(HotloopRuntime.class.getName());

  private final Election<EventLoopPolicy> policies = new Election<>("policy");
  private final Election<ChildWatcher> watchers = new Election<>("watcher");
  private final SwapReports reports;
  private final Office<EventLoopPolicy> policyOffice;
  private final Office<ChildWatcher> watcherOffice;
  private final ManagedLoops loops;
  private final ConfiguredLoops configuredLoops;
  private final SwapSafeWatcher children;
  private final ByHand<EventLoopPolicy> policiesByHand;
  private final ByHand<ChildWatcher> watchersByHand;
  private final CurrentPolicy currentPolicy;
  private final Supplier<List<Impediment>> impediments;
  private final Predicate<Class<?>> codeHasGone;

  /** Why nobody is elected now; empty while elections are held. */
  private volatile Optional<String> idle = Optional.of("the runtime is starting");

  /**
   * @param events sends reports on
   * @param loopServices publishes loops
   * @param impediments what others say cannot work
   * @param codeHasGone whether a class's bundle stops, or has stopped
   */
  HotloopRuntime(
      Consumer<SwapDTO> events,
      LoopServices loopServices,
      Supplier<List<Impediment>> impediments,
      Predicate<Class<?>> codeHasGone) {
    this.impediments = impediments;
    this.codeHasGone = codeHasGone;
    reports = new SwapReports(events);
    policyOffice = new Office<>("policy", this::choosePolicy, (next, choice, tally) -> {}, reports);
    loops = new ManagedLoops(makers(), loopServices, hooks());
    configuredLoops = new ConfiguredLoops(loops);
    children = new SwapSafeWatcher(loops::main, Patience.DEFAULT);
    watcherOffice = new Office<>("watcher", this::chooseWatcher, children, reports);
    Runnable admission = children::refuseInsideGuard;
    policiesByHand = new ByHand<>(policies, admission, this::settlePolicies, replaced -> {});
    watchersByHand = new ByHand<>(watchers, admission, this::settleWatchers, Closing::close);
    currentPolicy = new CurrentPolicy(this::electedPolicy, this::setWatcherOfPolicy);
  }

  private ManagedLoops.Policies makers() {
    return new ManagedLoops.Policies() {
      @Override
      public Optional<Lease<EventLoopPolicy>> current() {
        return policyOffice.current();
      }

      @Override
      public Optional<Candidate<EventLoopPolicy>> named(String name) {
        return idle.isPresent() ? Optional.empty() : policies.named(name);
      }
    };
  }

  private ManagedLoops.Hooks hooks() {
    return new ManagedLoops.Hooks(
        this::settleWatchers, () -> children.deliverDropped(), this::loopMoved, this::policyFailed);
  }

  /** Holds the first elections. */
  void start() {
    idle = Optional.empty();
    settlePolicies();
  }

  /**
   * Ends all loops and lets all providers go. Children that somebody still waits for stay as they
   * are: the kernel keeps their exits.
   */
  void stop() {
    idle = Optional.of("the runtime has stopped");
    children.close();
    loops.stop();
    settleWatchers();
    settlePolicies();
    watchersByHand.end();
    children.end();
    if (children.size() > 0) {
      LOG.log(
          Level.WARNING,
          () -> "the runtime stops with %d children that nobody reaps".formatted(children.size()));
    }
  }

  /** The names in the configuration; empty ones are by ranking. */
  void configure(String policy, String watcher) {
    policies.configure(policy);
    watchers.configure(watcher);
    settlePolicies();
  }

  Election<EventLoopPolicy> policies() {
    return policies;
  }

  Election<ChildWatcher> watchers() {
    return watchers;
  }

  ConfiguredLoops configuredLoops() {
    return configuredLoops;
  }

  SwapSafeWatcher children() {
    return children;
  }

  EventLoopPolicy currentPolicy() {
    return currentPolicy;
  }

  ByHand<EventLoopPolicy> policiesByHand() {
    return policiesByHand;
  }

  ByHand<ChildWatcher> watchersByHand() {
    return watchersByHand;
  }

  /** The policy that is elected. */
  EventLoopPolicy electedPolicy() {
    return policyOffice
        .current()
        .map(Lease::object)
        .orElseThrow(
            () ->
                new NoEventLoopPolicyException(
                    "no event loop policy: %s; start a bundle that provides one, such as"
                            .formatted(policyOffice.reason())
                        + " org.hotloop.loop"));
  }

  /** Sets a policy by hand, or none. */
  void setPolicy(Principal principal, EventLoopPolicy policyOrNull) {
    if (policyOrNull == currentPolicy) {
      throw new IllegalArgumentException(
          "the current policy stands for whichever is elected, so it cannot be set itself");
    }
    policiesByHand.set(principal, Optional.ofNullable(policyOrNull));
  }

  /** Sets a watcher by hand, or none. */
  void setWatcher(Principal principal, ChildWatcher watcherOrNull) {
    refuseCurrent(watcherOrNull);
    watchersByHand.set(principal, Optional.ofNullable(watcherOrNull));
  }

  private void setWatcherOfPolicy(ChildWatcher watcherOrNull) {
    EventLoopPolicy policy = electedPolicy();
    replaceWatcher(policy, watcherOrNull, policy::setChildWatcher);
  }

  /**
   * A policy replaces its watcher, which closes the one it had: where that serves, it stands down
   * first. While several do so at once none of theirs serves: each may be closed by the next.
   */
  void replaceWatcher(
      EventLoopPolicy policy, ChildWatcher watcherOrNull, Consumer<ChildWatcher> replacement) {
    refuseCurrent(watcherOrNull);
    if (policyOffice.current().filter(lease -> lease.object() == policy).isEmpty()) {
      replacement.accept(watcherOrNull);
      return;
    }
    children.refuseInsideGuard();
    watchers.replacementBegins();
    try {
      settleWatchers();
      replacement.accept(watcherOrNull);
    } finally {
      watchers.replacementEnds();
      settlePolicies();
    }
  }

  /** A policy's provider goes. When this returns nothing of it is in use. */
  void policyGoes() {
    settlePolicies();
    loops.endWithout(codeHasGone);
  }

  /** A bundle stops: what it set by hand ends. */
  void ownerGoes(Object key) {
    watchersByHand.ownerGoes(key);
    policiesByHand.ownerGoes(key);
    loops.endWithout(codeHasGone);
  }

  /** Brings the elected policy into force, and all that depends on it. */
  Optional<SwapDTO> settlePolicies() {
    // Held until the loops have left it, so that it is given back here: a framework may lock a
    // service while it tells us of a change, and would let a loop's thread wait for this one.
    Optional<Lease<EventLoopPolicy>> before = policyOffice.current().flatMap(Lease::retain);
    Optional<SwapDTO> report;
    try {
      report = policyOffice.settle();
      loops.follow();
    } finally {
      before.ifPresent(Lease::close);
    }
    PolicyWatcher.ask(policyOffice, watchers);
    settleWatchers();
    return report;
  }

  /** Brings the elected watcher into force. */
  Optional<SwapDTO> settleWatchers() {
    return watcherOffice.settle();
  }

  /** The runtime as the operator sees it. */
  RuntimeDTO snapshot() {
    RuntimeDTO dto = new RuntimeDTO();
    dto.policy = Snapshots.of(policies, policyOffice);
    dto.watcher = Snapshots.of(watchers, watcherOffice);
    dto.loops = loops.toDTO();
    dto.children = children.children();
    dto.parked = children.parked();
    dto.limbo = children.limbo();
    dto.swaps = reports.last();
    dto.impediments = Snapshots.of(impediments.get(), loopsAtFault(), unmetWishes());
    return dto;
  }

  private List<ImpedimentDTO> loopsAtFault() {
    return Stream.concat(
            configuredLoops.refusals().stream(),
            loops.blockages().entrySet().stream()
                .map(blocked -> Snapshots.of(blocked.getKey(), blocked.getValue())))
        .toList();
  }

  /** What the configuration names that is not there. */
  private List<UnknownProviderException> unmetWishes() {
    return Stream.of(policies.unmet(), watchers.unmet()).flatMap(Optional::stream).toList();
  }

  private static void refuseCurrent(ChildWatcher watcherOrNull) {
    if (watcherOrNull instanceof OwnedWatcher) {
      throw new IllegalArgumentException(
          "the current watcher stands for whichever is elected, so it cannot be set itself");
    }
  }

  private Choice<EventLoopPolicy> choosePolicy() {
    return idle.map(Choice::<EventLoopPolicy>nobody).orElseGet(policies::choose);
  }

  private Choice<ChildWatcher> chooseWatcher() {
    return idle.map(Choice::<ChildWatcher>nobody)
        .or(() -> loops.main().map(loop -> watchers.choose().on(loop)))
        .orElseGet(() -> Choice.nobody("there is no main loop: " + whyNoLoop()));
  }

  private String whyNoLoop() {
    return policyOffice.current().isPresent() ? "it is starting" : policyOffice.reason();
  }

  /** The first engine of a loop that nobody has asked anything of yet is no move. */
  private void loopMoved(String loop, Optional<String> from, Optional<String> to, Move move) {
    move.refused()
        .forEach(
            what ->
                LOG.log(
                    Level.WARNING,
                    () -> "loop %s moved, and does not watch any more: %s".formatted(loop, what)));
    if (from.isPresent() || move.kept() > 0) {
      SwapDTO report = LoopReport.of(loop, from, to, policyOffice.reason(), move);
      reports.publish(reports.keep(report));
    }
  }

  private void policyFailed(Candidate<EventLoopPolicy> maker, Throwable failure) {
    LOG.log(
        Level.ERROR,
        () -> "policy %s has no loop for the runtime".formatted(maker.name()),
        failure);
    maker.failed("has no loop for the runtime: " + failure);
    settlePolicies();
  }
}
