package org.hotloop.runtime.internal.swap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.dto.ChildDTO;
import org.hotloop.runtime.internal.calls.Deputies;
import org.hotloop.runtime.internal.election.Choice;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.ProviderFailedException;
import org.hotloop.runtime.internal.election.Succession;
import org.hotloop.runtime.internal.election.SwapTally;
import org.hotloop.spi.ChildPids;

/**
 * Keeps every registration while the providers below come and go. The zombie is the truth: the
 * kernel keeps an exit until somebody waits for it, so a swap only must never wait twice and never
 * forget a pid. With no provider registrations are parked: their children stay zombies until the
 * next one gets them.
 *
 * <p>Lock order: gate, then a pid's lock. Providers are called with both held, as a swap demands;
 * handlers with neither. Any thread.
 */
public final class SwapSafeWatcher implements Succession<ChildWatcher> {

  private static final Logger LOG = System.getLogger(SwapSafeWatcher.class.getName());

  private final SwapGate gate = new SwapGate();
  private final RegistrationTable table = new RegistrationTable();
  private final Supplier<Optional<EventLoop>> mainLoop;
  private final Dispatcher dispatcher;
  private final Limbo limbo;
  private final Deputies deputies;

  /** Who watches; empty: parked. Written by a swap, read inside the gate. */
  private volatile Optional<Serving> serving = Optional.empty();

  private volatile boolean closed;

  /**
   * @param mainLoop the main loop while it runs, whose thread handlers run on; must not block
   * @param patience how long providers are waited for
   */
  public SwapSafeWatcher(Supplier<Optional<EventLoop>> mainLoop, Patience patience) {
    this.mainLoop = mainLoop;
    this.limbo = new Limbo(patience.grace());
    this.deputies = new Deputies(patience.call());
    this.dispatcher = new Dispatcher(gate, table, mainLoop, limbo);
  }

  /** A facade for a bundle; an empty name is no bundle. */
  public OwnedWatcher ownedBy(String bundle) {
    return new OwnedWatcher(this, new Owner(bundle));
  }

  /**
   * Refuses a swap asked for inside a guard of this thread.
   *
   * @throws IllegalStateException when there is one
   */
  public void refuseInsideGuard() {
    gate.refuseInside();
  }

  /** No registration is accepted any more; what is open stays in the table. */
  public void close() {
    closed = true;
  }

  /** Ends its threads; nobody swaps any more. */
  public void end() {
    deputies.close();
    limbo.close();
  }

  /** A loop was closed, and may have dropped deliveries: makes up for them, on this thread. */
  public void deliverDropped() {
    dispatcher.deliverDropped();
  }

  /** How many children somebody waits for. */
  public int size() {
    return table.size();
  }

  /** How many of them nobody watches. */
  public int parked() {
    return (int) table.watched().stream().filter(one -> !one.isHeld()).count();
  }

  /** How many of them wait for a status that only a provider that failed may have. */
  public int limbo() {
    return table.limbo();
  }

  /** The children somebody waits for. */
  public List<ChildDTO> children() {
    return table.toDTO();
  }

  /** Whether exits reach handlers, now or when a provider comes: whether the main loop runs. */
  boolean isActive() {
    return !closed && mainLoop.get().filter(EventLoop::isRunning).isPresent();
  }

  ForkGuard enter() {
    gate.enter();
    try {
      ForkGuard inner = serving.isEmpty() ? () -> {} : serving.get().enter();
      return new GateGuard(gate, inner);
    } catch (RuntimeException | Error failure) {
      gate.leave();
      throw failure;
    }
  }

  void addChildHandler(Owner owner, long pid, ChildHandler handler) {
    Objects.requireNonNull(handler, "handler");
    ChildPids.requirePossible(pid);
    inGate(
        pid,
        () -> {
          if (closed) {
            throw new IllegalStateException("the runtime has stopped: nobody watches children");
          }
          return register(new Registration(pid, owner, handler, dispatcher));
        });
  }

  boolean removeChildHandler(long pid) {
    return inGate(
        pid,
        () -> {
          Optional<Registration> found = table.watched(pid);
          if (found.isEmpty() || !takeBack(found.get()) || !found.get().remove()) {
            return false; // nobody, or its exit is on its way
          }
          table.forget(found.get());
          return true;
        });
  }

  void disown(Owner owner) {
    table.disown(owner);
  }

  private boolean inGate(long pid, Supplier<Boolean> action) {
    Lock pidLock = table.lockOf(pid);
    gate.enter();
    try {
      pidLock.lock();
      try {
        return action.get();
      } finally {
        pidLock.unlock();
      }
    } finally {
      gate.leave();
    }
  }

  private boolean register(Registration fresh) {
    Optional<Registration> before = table.watched(fresh.pid());
    // given back: the same child, which gets a new handler. Not given back: the exit of another
    // child of that number is on its way to its own registration, which stays deliverable
    Optional<Registration> replaced = before.filter(this::takeBack);
    // in the table first: the exit may come before the provider's method returns
    table.put(fresh);
    try {
      serving.ifPresent(provider -> provider.register(fresh));
    } catch (RuntimeException | Error failure) {
      fresh.remove();
      table.forget(fresh);
      replaced.ifPresent(this::putBack);
      throw failure;
    }
    replaced.filter(Registration::replace).ifPresent(table::forget);
    return true;
  }

  /** Its successor was refused: it keeps its place, if there is still a child. */
  private void putBack(Registration before) {
    table.put(before);
    try {
      serving.ifPresent(provider -> provider.register(before));
    } catch (NoSuchChildException gone) {
      dispatcher.dispatchUnknown(before, gone);
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.WARNING,
          () -> "pid %d waits for the next watcher".formatted(before.pid()),
          failure);
    }
  }

  /** Whether nobody but us has it now; false when its exit is on its way. */
  private boolean takeBack(Registration registration) {
    if (serving.isEmpty()) {
      return true;
    }
    switch (serving.get().takeBack(registration)) {
      case RETURNED -> registration.returned();
      case DOUBTFUL -> registration.wrested();
      case DELIVERING -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public void succeed(
      Optional<Lease<ChildWatcher>> next, Choice<ChildWatcher> choice, SwapTally tally)
      throws ProviderFailedException {
    gate.<ProviderFailedException>exclusively(
        () -> {
          Handover handover = new Handover(table, dispatcher, deputies, tally);
          long begun = System.nanoTime();
          try {
            Optional<Serving> old = serving;
            serving = Optional.empty();
            handover.retire(old);
            if (next.isPresent()) {
              serving = Optional.of(handover.install(next.get(), choice.loop().orElseThrow()));
            }
          } finally {
            tally.held(System.nanoTime() - begun);
          }
        });
  }
}
