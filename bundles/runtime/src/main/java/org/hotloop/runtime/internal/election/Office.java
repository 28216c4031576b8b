package org.hotloop.runtime.internal.election;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.calls.Deputies;

/**
 * Brings who serves into line with who is elected, one swap at a time. Whoever changes anything
 * that a choice depends on calls {@link #settle()} afterwards; when that returns, the change, or a
 * later one, is in force.
 *
 * <p>Lock order: the swap lock, then the gate, then the election's. Providers are obtained and
 * released under none of them.
 *
 * @param <S> the service's type
 */
public final class Office<S> {

  private static final Logger LOG = System.getLogger(Office.class.getName());

  private final String kind;
  private final Supplier<Choice<S>> choices;
  private final Succession<S> succession;
  private final SwapLog log;

  /** Serializes swaps, and guards who serves. */
  private final ReentrantLock swapLock = new ReentrantLock();

  /**
   * Of the swap that is tried: a provider that fails makes the next one try, on whichever thread
   * comes first. Guarded by the swap lock.
   */
  private SwapTally tally = new SwapTally();

  /** Who holds the swap lock for a hand-over, in whose name a deputy may call; null: nobody. */
  private volatile Thread swapper;

  private volatile Incumbent<S> incumbent =
      new Incumbent<>(Optional.empty(), Choice.nobody("no election was held yet"));

  private record Incumbent<S>(Optional<Lease<S>> lease, Choice<S> choice) {
    Optional<String> name() {
      return lease.map(held -> held.candidate().name());
    }
  }

  /** What one call of {@link #settle} does; its thread's. */
  private static final class Settling<S> {

    private final List<SwapDTO> done = new ArrayList<>();
    private final List<Lease<S>> retired = new ArrayList<>();

    private Optional<SwapDTO> last() {
      return done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() - 1));
    }
  }

  /**
   * @param kind what is elected, for people
   * @param choices who should serve, now; must not block
   * @param succession hands over
   * @param log where swaps are written down
   */
  public Office(String kind, Supplier<Choice<S>> choices, Succession<S> succession, SwapLog log) {
    this.kind = kind;
    this.choices = choices;
    this.succession = succession;
    this.log = log;
  }

  /** Who serves. */
  public Optional<Lease<S>> current() {
    return incumbent.lease();
  }

  /** Why who serves does, or why nobody serves. */
  public String reason() {
    return incumbent.choice().reason();
  }

  /**
   * Swaps until who serves is who is elected. Foreign code runs: hold no lock.
   *
   * @return the report of the last swap; empty when nothing was to be done
   */
  public Optional<SwapDTO> settle() {
    if (swapLock.isHeldByCurrentThread() || Deputies.principal().filter(this::swaps).isPresent()) {
      // a provider caused this from inside its own swap, which looks again before it is done
      return Optional.empty();
    }
    Settling<S> settling = new Settling<>();
    for (Optional<Choice<S>> due = due(settling); due.isPresent(); due = due(settling)) {
      pursue(due.get(), settling);
    }
    settling.done.forEach(log::publish);
    // only now: one that failed may have put its predecessor back, which then was never let go
    settling.retired.forEach(Lease::close);
    return settling.last();
  }

  private boolean swaps(Thread thread) {
    return swapper == thread;
  }

  /** The choice that is not in force yet. Waits for a swap that goes on. */
  private Optional<Choice<S>> due(Settling<S> settling) {
    swapLock.lock();
    try {
      Choice<S> choice = choices.get();
      if (!choice.means(incumbent.choice())) {
        return Optional.of(choice);
      }
      incumbent = new Incumbent<>(incumbent.lease(), choice);
      conclude(settling);
      return Optional.empty();
    } finally {
      swapLock.unlock();
    }
  }

  private void pursue(Choice<S> choice, Settling<S> settling) {
    try {
      Optional<Lease<S>> next =
          choice.candidate().isEmpty()
              ? Optional.empty()
              : Optional.of(choice.candidate().get().obtain());
      replace(next, choice, settling);
    } catch (ProviderFailedException failure) {
      Candidate<S> candidate = choice.candidate().orElseThrow();
      candidate.failed(failure.getMessage());
      noteFailure(candidate, failure);
      LOG.log(
          Level.WARNING,
          () -> "%s %s cannot be used".formatted(kind, candidate.name()),
          failure.getCause() == null ? failure : failure.getCause());
    }
  }

  private void noteFailure(Candidate<S> candidate, ProviderFailedException failure) {
    swapLock.lock();
    try {
      tally.failed(candidate.name(), failure.getMessage());
    } finally {
      swapLock.unlock();
    }
  }

  private void replace(Optional<Lease<S>> next, Choice<S> choice, Settling<S> settling)
      throws ProviderFailedException {
    swapLock.lock();
    try {
      Choice<S> now = choices.get();
      if (!now.means(choice) || now.means(incumbent.choice())) {
        // while it was being activated something changed: the caller looks again
        next.ifPresent(settling.retired::add);
        return;
      }
      tally.attempt(incumbent.name(), choice.reason());
      incumbent.lease().ifPresent(settling.retired::add);
      handOver(next, choice, settling);
      incumbent = new Incumbent<>(next, choice);
      conclude(settling);
    } finally {
      swapLock.unlock();
    }
  }

  /**
   * Writes down what was done, if anything was. With the swap lock held, so before somebody else
   * can swap: reports come in the order of the swaps.
   */
  private void conclude(Settling<S> settling) {
    if (tally.hasBegun()) {
      settling.done.add(log.keep(tally.toDTO(kind)));
    }
    tally = new SwapTally();
  }

  private void handOver(Optional<Lease<S>> next, Choice<S> choice, Settling<S> settling)
      throws ProviderFailedException {
    swapper = Thread.currentThread();
    try {
      succession.succeed(next, choice, tally);
    } catch (ProviderFailedException failure) {
      next.ifPresent(settling.retired::add);
      incumbent = new Incumbent<>(Optional.empty(), Choice.nobody(failure.getMessage()));
      throw failure;
    } finally {
      swapper = null;
    }
    tally.serves(next.map(held -> held.candidate().name()));
  }
}
