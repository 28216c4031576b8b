package org.hotloop.runtime.internal.election;

import java.util.Optional;

/**
 * Hands the service over from who has it to who was elected.
 *
 * @param <S> the service's type
 */
@FunctionalInterface
public interface Succession<S> {

  /**
   * Hands over. Called by one thread at a time.
   *
   * @param next who serves from now on; empty is nobody
   * @param choice why, and on which loop
   * @param tally receives what became of the registrations
   * @throws ProviderFailedException when {@code next} cannot be used; then nobody serves
   */
  void succeed(Optional<Lease<S>> next, Choice<S> choice, SwapTally tally)
      throws ProviderFailedException;
}
