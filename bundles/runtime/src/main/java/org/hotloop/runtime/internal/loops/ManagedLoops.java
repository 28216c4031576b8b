package org.hotloop.runtime.internal.loops;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.dto.LoopDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Lease;

/**
 * The loops that the runtime runs: the main one, and those of the configuration. Each is made by
 * the policy that is current when it is needed. Any thread.
 */
public final class ManagedLoops {

  /** The name of the loop that is always wanted. */
  public static final String MAIN = "main";

  /** How long the end of loops is waited for: within the time a framework gives a bundle. */
  private static final long END_TIMEOUT_NANOS = 3_000_000_000L;

  private final Supplier<Optional<Lease<EventLoopPolicy>>> policy;
  private final LoopServices services;
  private final ManagedLoop main;
  private final Map<String, ManagedLoop> others = new ConcurrentHashMap<>();
  private final Hooks hooks;

  /**
   * What the rest of the runtime does about loops.
   *
   * @param mainChanged the main loop runs now, or is ending
   * @param mainClosed the main loop was closed; on its thread
   * @param policyFailed a policy could not make or keep a loop
   */
  public record Hooks(
      Runnable mainChanged,
      Runnable mainClosed,
      BiConsumer<Candidate<EventLoopPolicy>, Throwable> policyFailed) {}

  /**
   * @param policy the current policy
   * @param services publishes loops
   * @param hooks what else is to be done
   */
  public ManagedLoops(
      Supplier<Optional<Lease<EventLoopPolicy>>> policy, LoopServices services, Hooks hooks) {
    this.policy = policy;
    this.services = services;
    this.hooks = hooks;
    this.main = new ManagedLoop(MAIN, "hotloop-main", services, new MainListener());
  }

  /** The main loop while it runs. */
  public Optional<EventLoop> main() {
    return main.loop();
  }

  /** Has the current policy make each loop that is wanted and not there. */
  public void makeMissing() {
    policy.get().ifPresent(lease -> all().forEach(loop -> loop.make(lease)));
  }

  /** A policy's provider goes: ends the loops that it made, before this returns. */
  public void policyGoes(Candidate<EventLoopPolicy> gone) {
    end(loop -> loop.endIf(maker -> maker == gone), all());
  }

  /** Somebody who has set policies by hand goes: ends the loops that they made. */
  public void ownerGoes(Object owner) {
    end(loop -> loop.endIf(maker -> maker.isSetBy(owner)), all());
  }

  /** One more loop is wanted. */
  void want(String name) {
    ManagedLoop.Listener listener = hooks.policyFailed()::accept;
    ManagedLoop wanted = new ManagedLoop(name, "hotloop-loop-" + name, services, listener);
    if (others.putIfAbsent(name, wanted) == null) {
      policy.get().ifPresent(wanted::make);
    }
  }

  /** A loop is not wanted any more; it has ended when this returns. */
  void unwant(String name) {
    end(ManagedLoop::retire, Optional.ofNullable(others.remove(name)).stream());
  }

  /** Ends all loops, for good. */
  public void stop() {
    end(ManagedLoop::retire, all());
  }

  /** As the operator sees them: main, then the others by name. */
  public List<LoopDTO> toDTO() {
    return all().map(ManagedLoop::toDTO).flatMap(Optional::stream).toList();
  }

  private Stream<ManagedLoop> all() {
    Stream<ManagedLoop> named =
        others.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    return Stream.concat(Stream.of(main), named);
  }

  /** Asks all for their end before it waits for any. */
  private static void end(
      Function<ManagedLoop, Optional<LoopThread>> how, Stream<ManagedLoop> which) {
    List<LoopThread> ending = which.map(how).flatMap(Optional::stream).toList();
    long deadline = System.nanoTime() + END_TIMEOUT_NANOS;
    ending.forEach(thread -> thread.join(deadline - System.nanoTime()));
  }

  /** Children are watched on the main loop, so its life matters to them. */
  private final class MainListener implements ManagedLoop.Listener {

    @Override
    public void changed() {
      hooks.mainChanged().run();
    }

    @Override
    public void closed() {
      hooks.mainClosed().run();
    }

    @Override
    public void failed(Candidate<EventLoopPolicy> maker, Throwable failure) {
      hooks.policyFailed().accept(maker, failure);
    }
  }
}
