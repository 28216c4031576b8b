package org.hotloop.runtime.internal.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.ProviderFailedException;
import org.hotloop.runtime.internal.election.SwapTally;

/**
 * One swap of what the table holds, from one provider to the next: everything is parked in between.
 * Runs with nobody else inside the gate.
 */
final class Handover {

  private final RegistrationTable table;
  private final Dispatcher dispatcher;
  private final SwapTally tally;

  Handover(RegistrationTable table, Dispatcher dispatcher, SwapTally tally) {
    this.table = table;
    this.dispatcher = dispatcher;
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
  @SuppressWarnings("try") // the guard is there to be closed
  Serving install(Lease<ChildWatcher> next, EventLoop loop) throws ProviderFailedException {
    Serving to = new Serving(next.candidate().name(), next.object());
    List<Registration> given = new ArrayList<>();
    // within its guard, or one that waits for any child would take exits it was not yet told of
    try (ForkGuard guard = to.watcher().enter()) {
      to.attach(loop);
      for (Registration registration : table.watched()) {
        if (give(to, registration)) {
          given.add(registration);
        }
      }
    } catch (RuntimeException | Error failure) {
      takeBack(to, given);
      tally.parked(table.watched().size());
      throw ProviderFailedException.of("could not take over", failure);
    }
    tally.moved(given.size());
    return to;
  }

  private boolean give(Serving to, Registration registration) {
    try {
      to.add(registration);
      return true;
    } catch (NoSuchChildException gone) {
      tally.unknown();
      dispatcher.dispatchUnknown(registration, gone);
      return false;
    }
  }

  private void takeBack(Serving from, List<Registration> registrations) {
    // from here on it waits for nothing: what it gives back is still in the kernel
    boolean trusted = from.detach();
    for (Registration registration : registrations) {
      if (!trusted) {
        registration.held(false);
      } else if (!from.giveBack(registration)) {
        table.departs(registration);
        tally.delivering();
      }
    }
  }
}
