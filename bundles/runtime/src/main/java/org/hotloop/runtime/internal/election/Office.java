package org.hotloop.runtime.internal.election;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
  private final UnaryOperator<SwapDTO> reports;

  /** Serializes swaps, and guards who serves. */
  private final ReentrantLock swapLock = new ReentrantLock();

  /** Who holds the swap lock for a hand-over, in whose name a deputy may call; null: nobody. */
  private volatile Thread swapper;

  private volatile Incumbent<S> incumbent =
      new Incumbent<>(Optional.empty(), Choice.nobody("no election was held yet"));

  private record Incumbent<S>(Optional<Lease<S>> lease, Choice<S> choice) {
    Optional<String> name() {
      return lease.map(held -> held.candidate().name());
    }
  }

  /**
   * @param kind what is elected, for people
   * @param choices who should serve, now; must not block
   * @param succession hands over
   * @param reports keeps, logs and sends a report, and completes it
   */
  public Office(
      String kind,
      Supplier<Choice<S>> choices,
      Succession<S> succession,
      UnaryOperator<SwapDTO> reports) {
    this.kind = kind;
    this.choices = choices;
    this.succession = succession;
    this.reports = reports;
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
   * @return the report; empty when nothing was to be done
   */
  public Optional<SwapDTO> settle() {
    if (swapLock.isHeldByCurrentThread() || Deputies.principal().filter(this::swaps).isPresent()) {
      // a provider caused this from inside its own swap, which looks again before it is done
      return Optional.empty();
    }
    SwapTally tally = new SwapTally();
    List<Lease<S>> retired = new ArrayList<>();
    for (Optional<Choice<S>> due = due(); due.isPresent(); due = due()) {
      pursue(due.get(), tally, retired);
    }
    Optional<SwapDTO> report =
        tally.hasBegun() ? Optional.of(reports.apply(tally.toDTO(kind))) : Optional.empty();
    // only now: one that failed may have put its predecessor back, which then was never let go
    retired.forEach(Lease::close);
    return report;
  }

  private boolean swaps(Thread thread) {
    return swapper == thread;
  }

  /** The choice that is not in force yet. Waits for a swap that goes on. */
  private Optional<Choice<S>> due() {
    swapLock.lock();
    try {
      Choice<S> choice = choices.get();
      if (!choice.means(incumbent.choice())) {
        return Optional.of(choice);
      }
      incumbent = new Incumbent<>(incumbent.lease(), choice);
      return Optional.empty();
    } finally {
      swapLock.unlock();
    }
  }

  private void pursue(Choice<S> choice, SwapTally tally, List<Lease<S>> retired) {
    try {
      Optional<Lease<S>> next =
          choice.candidate().isEmpty()
              ? Optional.empty()
              : Optional.of(choice.candidate().get().obtain());
      replace(next, choice, tally, retired);
    } catch (ProviderFailedException failure) {
      Candidate<S> candidate = choice.candidate().orElseThrow();
      candidate.failed(failure.getMessage());
      tally.failed(candidate.name(), failure.getMessage());
      LOG.log(
          Level.WARNING,
          () -> "%s %s cannot be used".formatted(kind, candidate.name()),
          failure.getCause() == null ? failure : failure.getCause());
    }
  }

  private void replace(
      Optional<Lease<S>> next, Choice<S> choice, SwapTally tally, List<Lease<S>> retired)
      throws ProviderFailedException {
    swapLock.lock();
    try {
      Choice<S> now = choices.get();
      if (!now.means(choice) || now.means(incumbent.choice())) {
        // while it was being activated something changed: the caller looks again
        next.ifPresent(retired::add);
        return;
      }
      tally.attempt(incumbent.name(), choice.reason());
      incumbent.lease().ifPresent(retired::add);
      handOver(next, choice, tally, retired);
      incumbent = new Incumbent<>(next, choice);
    } finally {
      swapLock.unlock();
    }
  }

  private void handOver(
      Optional<Lease<S>> next, Choice<S> choice, SwapTally tally, List<Lease<S>> retired)
      throws ProviderFailedException {
    swapper = Thread.currentThread();
    try {
      succession.succeed(next, choice, tally);
    } catch (ProviderFailedException failure) {
      next.ifPresent(retired::add);
      incumbent = new Incumbent<>(Optional.empty(), Choice.nobody(failure.getMessage()));
      throw failure;
    } finally {
      swapper = null;
    }
    tally.serves(next.map(held -> held.candidate().name()));
  }
}
