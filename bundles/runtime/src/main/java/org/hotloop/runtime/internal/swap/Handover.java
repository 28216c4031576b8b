package org.hotloop.runtime.internal.swap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.runtime.internal.calls.Deputies;
import org.hotloop.runtime.internal.calls.HangException;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.ProviderFailedException;
import org.hotloop.runtime.internal.election.SwapTally;

/**
 * One swap of what the table holds, from one provider to the next: everything is parked in between.
 * Runs with nobody else inside the gate. Providers are called by a deputy, all calls to one in one
 * go, and what they answered is put into force here: one that hangs is abandoned, what it had moves
 * on, and whatever it does later finds nothing to change.
 */
final class Handover {

  private static final Logger LOG = System.getLogger(Handover.class.getName());

  private final RegistrationTable table;
  private final Dispatcher dispatcher;
  private final Deputies deputies;
  private final SwapTally tally;

  Handover(RegistrationTable table, Dispatcher dispatcher, Deputies deputies, SwapTally tally) {
    this.table = table;
    this.dispatcher = dispatcher;
    this.deputies = deputies;
    this.tally = tally;
  }

  /** Takes everything back from {@code old}, and parks it. */
  void retire(Optional<Serving> old) {
    old.ifPresent(from -> takeBack(from, table.watched()));
    tally.parked(table.watched().size());
  }

  /**
   * Gives what is parked to {@code next}.
   *
   * @throws ProviderFailedException when it fails; then everything is parked again
   */
  Serving install(Lease<ChildWatcher> next, EventLoop loop) throws ProviderFailedException {
    Serving to = Serving.of(next);
    List<Registration> parked = table.watched();
    Serving.Takeover takeover = takeOver(to, loop, parked);
    for (Custody given : takeover.given()) {
      given.registration().heldBy(given);
    }
    if (takeover.failure().isPresent()) {
      giveUp(to, takeover, parked);
      throw ProviderFailedException.of("could not take over", takeover.failure().get());
    }
    takeover.gone().forEach(this::gone);
    tally.moved(takeover.given().size());
    return to;
  }

  private Serving.Takeover takeOver(Serving to, EventLoop loop, List<Registration> parked)
      throws ProviderFailedException {
    try {
      return deputies.call(steps -> to.takeOver(loop, parked, steps));
    } catch (HangException hang) {
      abandon(to, parked, hang);
      tally.parked(table.watched().size());
      throw new ProviderFailedException(hang.getMessage() + " and was abandoned", hang);
    }
  }

  /** It failed half-way: takes back what it has, and where it failed that may be one more. */
  private void giveUp(Serving to, Serving.Takeover takeover, List<Registration> parked) {
    takeBack(to, takeover.given().stream().map(Custody::registration).toList());
    int answered = takeover.given().size() + takeover.gone().size();
    parked.stream().skip(answered).findFirst().ifPresent(Registration::wrested);
    tally.parked(table.watched().size());
  }

  private void gone(Serving.Gone gone) {
    if (dispatcher.dispatchUnknown(gone.registration(), gone.reason())) {
      tally.unknown();
    } else {
      tally.limbo();
    }
  }

  private void takeBack(Serving from, List<Registration> registrations) {
    try {
      List<Serving.Answer> answers = deputies.call(steps -> from.retire(registrations, steps));
      for (int i = 0; i < answers.size(); i++) {
        takeBack(registrations.get(i), answers.get(i));
      }
    } catch (HangException hang) {
      abandon(from, registrations, hang);
      tally.failed(from.candidate().name(), hang.getMessage() + " and was abandoned");
    }
  }

  private void takeBack(Registration registration, Serving.Answer answer) {
    switch (answer) {
      case RETURNED -> registration.returned();
      case DOUBTFUL -> registration.wrested();
      case DELIVERING -> {
        table.departs(registration);
        tally.delivering();
      }
    }
  }

  private static void abandon(
      Serving hanging, List<Registration> registrations, HangException hang) {
    String why = hang.getMessage() + " and was abandoned";
    hanging.candidate().abandon(why, hang.returned());
    registrations.forEach(Registration::wrested);
    LOG.log(
        Level.WARNING,
        () ->
            "watcher %s %s: it is not called again, and its %d registrations move on"
                .formatted(hanging.candidate().name(), why, registrations.size()));
  }
}
