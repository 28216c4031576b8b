package org.hotloop.runtime.internal.election;

import java.util.Optional;

/**
 * What was decided by hand: an object, a name, or nothing.
 *
 * @param candidate stands for an object that somebody set
 * @param object that object
 * @param name a name that somebody pinned; empty when none
 * @param <S> the service's type
 */
public record Hand<S>(Optional<Candidate<S>> candidate, Optional<S> object, String name) {

  /** Nothing. */
  public static <S> Hand<S> none() {
    return new Hand<>(Optional.empty(), Optional.empty(), "");
  }

  /** A name. */
  public static <S> Hand<S> pinned(String name) {
    return new Hand<>(Optional.empty(), Optional.empty(), name);
  }

  /** An object. */
  public static <S> Hand<S> set(Candidate<S> candidate, S object) {
    return new Hand<>(Optional.of(candidate), Optional.of(object), "");
  }
}
