package org.hotloop.runtime.internal;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Hand;

/**
 * What is decided by hand: objects, which belong to who set them, and names. Any thread.
 *
 * @param <S> the service's type
 */
final class ByHand<S> {

  private final Election<S> election;
  private final Runnable admission;
  private final Supplier<Optional<SwapDTO>> settlement;
  private final Consumer<S> disposal;

  /**
   * @param admission raises where no swap may be asked for
   * @param settlement brings a changed wish into force
   * @param disposal gets an object once, when it was replaced and does not serve any more
   */
  ByHand(
      Election<S> election,
      Runnable admission,
      Supplier<Optional<SwapDTO>> settlement,
      Consumer<S> disposal) {
    this.election = election;
    this.admission = admission;
    this.settlement = settlement;
    this.disposal = disposal;
  }

  /**
   * Sets an object; empty is {@link #clear()}.
   *
   * @throws IllegalStateException when it cannot serve; what was there by hand before is back
   */
  void set(Principal principal, Optional<S> objectIfAny) {
    admission.run();
    objectIfAny.ifPresentOrElse(object -> set(principal, object), this::clear);
  }

  private void set(Principal principal, S object) {
    Candidate<S> candidate =
        Candidate.of(
            object, object.getClass().getName(), principal.name(), Optional.of(principal.key()));
    Hand<S> now = Hand.set(candidate, object);
    Hand<S> before = election.hand(now);
    settlement.get();
    if (candidate.isUsable()) {
      dispose(before);
    } else {
      election.replace(now, before);
      settlement.get();
      throw new IllegalStateException(
          "%s %s; nothing has changed".formatted(candidate.name(), candidate.problem()));
    }
  }

  /** Pins a name; see {@link Election#pin}. */
  Optional<SwapDTO> pin(String name) {
    admission.run();
    return settle(election.pin(name));
  }

  /** Takes back what was set or pinned. */
  Optional<SwapDTO> clear() {
    admission.run();
    return settle(election.hand(Hand.none()));
  }

  /** The runtime stops. */
  void end() {
    settle(election.hand(Hand.none()));
  }

  /** Who may have set an object goes; when this returns, that object does not serve any more. */
  void ownerGoes(Object key) {
    Hand<S> hand = election.hand();
    boolean itsOwn = hand.candidate().filter(candidate -> candidate.isSetBy(key)).isPresent();
    if (itsOwn && election.replace(hand, Hand.none())) {
      settle(hand);
    }
  }

  private Optional<SwapDTO> settle(Hand<S> before) {
    Optional<SwapDTO> report = settlement.get();
    dispose(before);
    return report;
  }

  private void dispose(Hand<S> before) {
    before
        .object()
        .filter(object -> election.hand().object().filter(now -> now == object).isEmpty())
        .ifPresent(
            object -> before.candidate().orElseThrow().whenFree(() -> disposal.accept(object)));
  }
}
