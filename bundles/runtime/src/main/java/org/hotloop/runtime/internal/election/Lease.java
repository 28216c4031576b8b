package org.hotloop.runtime.internal.election;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A candidate's object while somebody uses it. It is given back when the last holder has closed: a
 * policy serves as long as it is elected or a loop that it made runs. Any thread; closing runs
 * foreign code.
 *
 * @param <S> the service's type
 */
public final class Lease<S> implements AutoCloseable {

  private final Candidate<S> candidate;
  private final S object;
  private final Source<S> source;
  private final AtomicInteger holders = new AtomicInteger(1);

  Lease(Candidate<S> candidate, S object, Source<S> source) {
    this.candidate = candidate;
    this.object = object;
    this.source = source;
  }

  /** Whose object it is. */
  public Candidate<S> candidate() {
    return candidate;
  }

  /** The object. */
  public S object() {
    return object;
  }

  /** One more holder; empty when it was given back already. */
  public Optional<Lease<S>> retain() {
    int before = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
    return before == 0 ? Optional.empty() : Optional.of(this);
  }

  /** One holder less; each holder closes once. What hangs is given back when it has returned. */
  @Override
  public void close() {
    if (holders.decrementAndGet() == 0) {
      candidate.whenFree(() -> source.unget(object));
    }
  }
}
