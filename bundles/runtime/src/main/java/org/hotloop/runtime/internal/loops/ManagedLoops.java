package org.hotloop.runtime.internal.loops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.dto.LoopDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.front.Move;

/**
 * The loops that the runtime runs: the main one, and those of the configuration. Each follows the
 * policy that is current. Any thread.
 */
public final class ManagedLoops {

  private static final Logger LOG = System.getLogger(ManagedLoops.class.getName());

  /** The name of the loop that is always wanted. */
  public static final String MAIN = "main";

  /** How long moves and ends are waited for: within the time a framework gives a bundle. */
  private static final long TIMEOUT_NANOS = 3_000_000_000L;

  private final Policies policies;
  private final LoopServices services;
  private final ManagedLoop main;
  private final Map<String, ManagedLoop> others = new ConcurrentHashMap<>();
  private final Hooks hooks;
  private final LoopMonitor monitor = new LoopMonitor(this::look);

  /** Who can make engines. */
  public interface Policies {

    /** The current policy. */
    Optional<Lease<EventLoopPolicy>> current();

    /** The policy of that name, where there is one that can be used. */
    Optional<Candidate<EventLoopPolicy>> named(String name);
  }

  /**
   * What the rest of the runtime does about loops.
   *
   * @param mainChanged the main loop runs now, or is ending
   * @param mainClosed the main loop was closed; on its thread
   * @param moved a loop has moved
   * @param policyFailed a policy could not make or keep a loop
   */
  public record Hooks(
      Runnable mainChanged,
      Runnable mainClosed,
      Moves moved,
      BiConsumer<Candidate<EventLoopPolicy>, Throwable> policyFailed) {}

  /** Is told of moves. */
  @FunctionalInterface
  public interface Moves {

    /** A loop has moved from one policy's engine, or none, to that of another, or none. */
    void moved(String loop, Optional<String> from, Optional<String> to, Move move);
  }

  /**
   * @param policies who can make engines
   * @param services publishes loops
   * @param hooks what else is to be done
   */
  public ManagedLoops(Policies policies, LoopServices services, Hooks hooks) {
    this.policies = policies;
    this.services = services;
    this.hooks = hooks;
    this.main = new ManagedLoop(LoopSettings.main(), services, new Main());
  }

  /** The main loop while it runs. */
  public Optional<EventLoop> main() {
    return main.loop();
  }

  /**
   * Has all loops follow the current policy. When this returns they do, and nothing of another one
   * is in use; but not where this is called on a loop's own thread, which moves when it can.
   */
  public void follow() {
    await(all().map(loop -> loop.follow(maker(loop.settings().policy()))));
    if (!isOnALoop()) {
      all().forEach(ManagedLoop::giveBack);
    }
  }

  /** Ends what needs code that has gone, of policies before; returns as {@link #follow()} does. */
  public void endWithout(Predicate<Class<?>> gone) {
    await(all().map(loop -> loop.endWithout(gone)));
  }

  /** A wish that cannot be met falls to the election. */
  private Optional<Maker> maker(String name) {
    return policies
        .named(name)
        .<Maker>map(Maker.Named::new)
        .or(() -> policies.current().map(Maker.Current::new));
  }

  /** A loop is wanted, or wanted otherwise. */
  void want(LoopSettings wanted) {
    ManagedLoop made = new ManagedLoop(wanted, services, new Others());
    ManagedLoop present = others.putIfAbsent(wanted.name(), made);
    if (present != null) {
      present.apply(wanted);
    }
    follow();
  }

  /** A loop is not wanted any more; it has ended when this returns. */
  void unwant(String name) {
    end(Optional.ofNullable(others.remove(name)).stream());
  }

  /** Ends all loops, for good. */
  public void stop() {
    monitor.close();
    end(all());
  }

  /** As the operator sees them: main, then the others by name. */
  public List<LoopDTO> toDTO() {
    return all().map(ManagedLoop::toDTO).flatMap(Optional::stream).toList();
  }

  /** The loops that a callback blocks: by name, what blocks each. */
  public Map<String, String> blockages() {
    Map<String, String> blockages = new TreeMap<>();
    all().forEach(loop -> loop.blockage().ifPresent(what -> blockages.put(loop.name(), what)));
    return blockages;
  }

  /** Also gives back what nobody could who waited for the move in vain, or was the loop itself. */
  private void look() {
    all().forEach(ManagedLoop::look);
    all().forEach(ManagedLoop::giveBack);
  }

  private Stream<ManagedLoop> all() {
    Stream<ManagedLoop> named =
        others.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    return Stream.concat(Stream.of(main), named);
  }

  /** Asks all for their end before it waits for any. */
  private static void end(Stream<ManagedLoop> which) {
    List<LoopThread> ending = which.map(ManagedLoop::retire).toList();
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    ending.forEach(thread -> thread.join(deadline - System.nanoTime()));
  }

  private boolean isOnALoop() {
    return all().anyMatch(ManagedLoop::isCurrent);
  }

  /** Not on a loop's thread: what it would wait for may wait for it. */
  private void await(Stream<CompletableFuture<Void>> changes) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(changes.toArray(CompletableFuture<?>[]::new));
    if (isOnALoop()) {
      return;
    }
    try {
      all.get(TIMEOUT_NANOS, TimeUnit.NANOSECONDS);
    } catch (TimeoutException blocked) {
      LOG.log(Level.WARNING, "a loop does not move yet: a callback blocks its thread");
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is the same for all loops. */
  private class Others implements ManagedLoop.Listener {

    @Override
    public void moved(String loop, Optional<String> from, Optional<String> to, Move move) {
      hooks.moved().moved(loop, from, to, move);
    }

    @Override
    public void failed(Candidate<EventLoopPolicy> maker, Throwable failure) {
      hooks.policyFailed().accept(maker, failure);
    }
  }

  /** Children are watched on the main loop, so its life matters to them. */
  private final class Main extends Others {

    @Override
    public void changed() {
      hooks.mainChanged().run();
    }

    @Override
    public void closed() {
      hooks.mainClosed().run();
    }
  }
}
