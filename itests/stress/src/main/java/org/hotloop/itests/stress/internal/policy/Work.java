package org.hotloop.itests.stress.internal.policy;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.subprocess.Subprocesses;

/** All that goes on at the main loop while policies are swapped. Any thread. */
final class Work {

  private static final String THREAD = "hotloop-main";

  /** Where nobody handles them; SIGCHLD is others'. */
  private static final List<String> IGNORED_SIGNALS = List.of("CONT", "URG", "WINCH");

  private final Exits exits;
  private final Callbacks callbacks;
  private final Timers timers;
  private final Connections connections;
  private final PipedChildren pipes;
  private final BriefChildren children;
  private final List<Signals> signals;

  Work(EventLoop loop, Subprocesses subprocesses, Findings findings, SplittableRandom random) {
    Alone alone = new Alone(findings, THREAD);
    exits = new Exits(findings);
    callbacks = new Callbacks(loop, alone, findings, random.split());
    timers = new Timers(loop, alone, findings, random.split());
    connections = new Connections(loop, findings, random.split());
    pipes = new PipedChildren(loop, subprocesses, exits, findings, random.split());
    children = new BriefChildren(loop, subprocesses, exits, random.split());
    signals =
        IGNORED_SIGNALS.stream()
            .map(name -> new Signals(loop, alone, subprocesses, findings, name, random.split()))
            .toList();
  }

  /** What is over soon, as {@link Load#begin}. */
  CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.allOf(
        allButTimers().map(load -> load.begin(wanted)).toArray(CompletableFuture<?>[]::new));
  }

  /** What takes its time to be over. */
  CompletableFuture<Void> beginTimers(BooleanSupplier wanted) {
    return timers.begin(wanted);
  }

  private Stream<Load> allButTimers() {
    return Stream.concat(Stream.of(callbacks, connections, pipes, children), signals.stream());
  }

  /** As {@link Load#judge}. */
  void judge() {
    timers.judge();
    allButTimers().forEach(Load::judge);
  }

  /** How much there was. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "callbacks %,d, timers %,d (at most %d ms late), echoes %,d by connections (%,d ended with the"
            + " cause), %,d by pipes, children %,d, signals %,d",
        callbacks.count(),
        timers.count(),
        timers.latest().toMillis(),
        connections.count(),
        connections.ended(),
        pipes.count(),
        exits.started(),
        signals.stream().mapToLong(Signals::count).sum());
  }
}
