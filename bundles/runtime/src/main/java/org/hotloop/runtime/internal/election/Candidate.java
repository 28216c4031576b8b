package org.hotloop.runtime.internal.election;

import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.dto.ProviderDTO;

/**
 * Somebody who can be elected: a provider's service, or an object set by hand. Its object is
 * obtained only when it is elected, so that delayed components stay delayed. Any thread.
 *
 * @param <S> the service's type
 */
public final class Candidate<S> {

  /** The highest ranking first; ties as in OSGi: who was there first. */
  static final Comparator<Candidate<?>> BEST_FIRST =
      Comparator.<Candidate<?>>comparingInt(Candidate::ranking)
          .reversed()
          .thenComparingLong(candidate -> candidate.serviceId);

  private final long serviceId;
  private final String bundle;
  private final Source<S> source;
  private final Optional<Object> owner;
  private volatile Standing standing;
  private volatile String problem;
  private volatile boolean gone;
  private final Breaches breaches = new Breaches();

  /** Completes when a call that hangs has returned; completed while none does. */
  private volatile CompletionStage<Void> free = CompletableFuture.completedFuture(null);

  private volatile boolean abandoned;

  private record Standing(String name, int ranking) {}

  /**
   * @param name by which it is chosen and shown
   * @param ranking its {@code service.ranking}
   * @param serviceId its {@code service.id}, which decides between equals
   * @param bundle the symbolic name of its bundle; empty when it has none
   * @param source where its object comes from
   */
  public Candidate(String name, int ranking, long serviceId, String bundle, Source<S> source) {
    this(name, ranking, serviceId, bundle, source, Optional.empty());
  }

  private Candidate(
      String name,
      int ranking,
      long serviceId,
      String bundle,
      Source<S> source,
      Optional<Object> owner) {
    this.owner = owner;
    this.serviceId = serviceId;
    this.bundle = bundle;
    this.source = source;
    this.problem = source.objection();
    this.standing = new Standing(name, ranking);
  }

  /**
   * An object that is no service.
   *
   * @param bundle the symbolic name of the bundle that it comes from; empty when there is none
   * @param owner who set it by hand; empty when a policy chose it
   */
  public static <S> Candidate<S> of(S object, String name, String bundle, Optional<Object> owner) {
    return new Candidate<>(name, 0, 0, bundle, new Source.Fixed<>(object), owner);
  }

  /** Whether it is {@code object}; false for a service, whose object is not known here. */
  public boolean standsFor(S object) {
    return source instanceof Source.Fixed<S> fixed && fixed.get() == object;
  }

  /** Whether {@code somebody} set it by hand. */
  public boolean isSetBy(Object somebody) {
    return owner.equals(Optional.of(somebody));
  }

  /** Its service properties were modified. */
  public void modified(String name, int ranking) {
    standing = new Standing(name, ranking);
  }

  /** By which it is chosen and shown. */
  public String name() {
    return standing.name();
  }

  int ranking() {
    return standing.ranking();
  }

  /** The symbolic name of its bundle; empty when it has none. */
  public String bundle() {
    return bundle;
  }

  /** Why it cannot be used; empty when it can. */
  public String problem() {
    return problem;
  }

  /** Whether nothing is known against it. */
  public boolean isUsable() {
    return problem.isEmpty();
  }

  /** Marks it: it is passed over until it registers anew or is asked for by name. */
  public void failed(String why) {
    problem = why;
  }

  /**
   * Marks it for good, since it does not return from a call: it is never called again.
   *
   * @param returned completes when the call has returned after all
   */
  public void abandon(String why, CompletionStage<Void> returned) {
    free = returned;
    abandoned = true;
    problem = why;
  }

  /** Whether it hangs, or did. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** Does what calls its provider: now, or when the call that hangs has returned, if it does. */
  public void whenFree(Runnable action) {
    free.thenRun(action);
  }

  /** It did something against its contract; a warning tells the first of each kind. */
  public void breaks(Breach breach, String detail) {
    breaches.add(name(), breach, detail, Optional.empty());
  }

  /** It did something against its contract, and threw. */
  public void breaks(Breach breach, String detail, Throwable cause) {
    breaches.add(name(), breach, detail, Optional.of(cause));
  }

  /** Its provider goes, for good. */
  public void goes() {
    gone = true;
  }

  /** Whether its provider has gone. */
  public boolean isGone() {
    return gone;
  }

  /** It may be tried again, unless there is an objection or it hangs. */
  void forgive() {
    if (!abandoned) {
      problem = source.objection();
    }
  }

  /**
   * Obtains its object. Foreign code runs: hold no lock.
   *
   * @throws ProviderFailedException when its activation throws or gives nothing
   */
  public Lease<S> obtain() throws ProviderFailedException {
    S object;
    try {
      object = source.get();
    } catch (RuntimeException | Error failure) {
      throw ProviderFailedException.of("could not be activated", failure);
    }
    if (object == null) {
      throw new ProviderFailedException("could not be activated: it gave no service object", null);
    }
    return new Lease<>(this, object, source);
  }

  /** As the operator sees it. */
  public ProviderDTO toDTO(boolean current) {
    ProviderDTO dto = new ProviderDTO();
    dto.name = name();
    dto.ranking = ranking();
    dto.bundle = bundle;
    dto.current = current;
    dto.problem = problem;
    dto.breaches = breaches.toDTO();
    return dto;
  }
}
