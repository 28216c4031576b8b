package org.hotloop.runtime.internal.swap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.child.Unknown;
import org.hotloop.spi.RunningLoop;

/**
 * Brings exits to their handlers: on the main loop's thread, once, and with no lock of ours held.
 * Where there is no main loop any more a handler runs on the thread that brings the exit, since an
 * exit that was taken from the kernel exists nowhere else. Any thread.
 */
final class Dispatcher implements Registration.Dispatch {

  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final SwapGate gate;
  private final RegistrationTable table;
  private final Supplier<Optional<EventLoop>> mainLoop;
  private final Limbo limbo;

  Dispatcher(
      SwapGate gate, RegistrationTable table, Supplier<Optional<EventLoop>> mainLoop, Limbo limbo) {
    this.limbo = limbo;
    this.gate = gate;
    this.table = table;
    this.mainLoop = mainLoop;
  }

  @Override
  public void dispatch(Registration registration) {
    table.departs(registration);
    Optional<EventLoop> loop = mainLoop.get();
    boolean onItsThread = loop.isPresent() && loop.equals(RunningLoop.current());
    if (onItsThread && !gate.isHeld()) {
      deliver(registration);
    } else if (loop.isEmpty() || !schedule(loop.get(), registration)) {
      gate.afterwards(() -> deliver(registration));
    }
  }

  /**
   * There is no such child any more: nobody will ever know its status, unless a provider that
   * failed has it, which gets a moment to tell.
   *
   * @return false when that is waited for
   */
  boolean dispatchUnknown(Registration registration, NoSuchChildException gone) {
    Unknown unknown = new Unknown(gone.getMessage());
    if (registration.isDoubtful()) {
      doubt(registration, unknown);
      return false;
    }
    giveUp(registration, unknown);
    return true;
  }

  @Override
  public void doubt(Registration registration, Unknown status) {
    table.departs(registration);
    registration.entersLimbo();
    limbo.keep(() -> giveUp(registration, status));
    LOG.log(
        Level.WARNING,
        () ->
            "pid %d: a watcher that failed may have its exit status, and gets a moment to tell it"
                .formatted(registration.pid()));
  }

  private static void giveUp(Registration registration, Unknown status) {
    if (registration.lost(status)) {
      LOG.log(
          Level.WARNING,
          () ->
              "pid %d: its exit status is not known, somebody else has waited for it (%s)"
                  .formatted(registration.pid(), status.reason()));
    }
  }

  private boolean schedule(EventLoop loop, Registration registration) {
    try {
      loop.callSoonThreadsafe(() -> deliver(registration));
      return true;
    } catch (EventLoopClosedException closed) {
      LOG.log(
          Level.DEBUG,
          () -> "pid %d: the main loop has just closed".formatted(registration.pid()),
          closed);
      return false;
    }
  }

  /** A loop was closed, and may have dropped deliveries: makes up for them, on this thread. */
  void deliverDropped() {
    table.delivering().forEach(registration -> gate.afterwards(() -> deliver(registration)));
  }

  private void deliver(Registration registration) {
    try {
      registration.deliver();
    } catch (Throwable failure) {
      // whatever a handler throws, also an error of its class loader, must harm no other child's
      report(registration, failure);
    } finally {
      table.forget(registration);
    }
  }

  private void report(Registration registration, Throwable failure) {
    String message =
        "child handler of bundle '%s' failed for pid %d"
            .formatted(registration.owner().name(), registration.pid());
    mainLoop
        .get()
        .ifPresentOrElse(
            loop -> loop.callExceptionHandler(ExceptionContext.of(message, failure)),
            () -> LOG.log(Level.ERROR, message, failure));
  }
}
