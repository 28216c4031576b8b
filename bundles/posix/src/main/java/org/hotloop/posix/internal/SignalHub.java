package org.hotloop.posix.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hotloop.posix.Signals.Registration;
import org.hotloop.posix.internal.JvmSignal.Disposition;

/**
 * One signal with its listeners. Its handler is installed while there are any; handlers that others
 * had installed, before or since, are called after them.
 */
final class SignalHub {

  private static final Logger LOGGER = System.getLogger(SignalHub.class.getName());

  private final JvmSignal signal;
  private final Disposition ours = Disposition.running(this::deliver);

  /** Whether this thread is inside {@link #deliver}. */
  private final ThreadLocal<Boolean> delivering = ThreadLocal.withInitial(() -> false);

  /** Guards who is installed and who is called; nobody is called under it. */
  private final Object handlerLock = new Object();

  private final List<Listener> listeners = new ArrayList<>();

  /** Deliveries that are telling listeners now. Guarded by the lock, which is notified. */
  private final Set<Object> telling = new HashSet<>();

  /** Foreign handlers whose place we have, the latest last. */
  private final Set<Disposition> displaced = new LinkedHashSet<>();

  /** What to put back in the end: the latest of these, or the default that was there. */
  private Disposition before = Disposition.DEFAULT;

  SignalHub(JvmSignal signal) {
    this.signal = signal;
  }

  Registration listen(Runnable action) {
    Listener listener = new Listener(action);
    synchronized (handlerLock) {
      if (listeners.isEmpty()) {
        install();
      }
      listeners.add(listener);
      awaitDeliveries();
    }
    return () -> remove(listener);
  }

  /**
   * Waits for deliveries under way. One that began before has not told a listener that is new, and
   * may be about to tell one that is gone. Who changes from one to the other must find that done: a
   * signal would reach neither, or both, one of them long after.
   */
  private void awaitDeliveries() {
    if (delivering.get()) {
      return; // a listener that adds or removes another: its own delivery is under way
    }
    Set<Object> before = Set.copyOf(telling);
    boolean interrupted = false;
    while (!Collections.disjoint(before, telling)) {
      try {
        handlerLock.wait();
      } catch (InterruptedException e) {
        interrupted = true; // listeners do not block, so it is soon over
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Installs our handler even where it seems to be there: that also mends what C code reset. */
  void reassert() {
    synchronized (handlerLock) {
      if (!listeners.isEmpty()) {
        displace(signal.install(ours));
      }
    }
  }

  private void install() {
    if (signal.name().equals(ChildSignal.NAME)) {
      ChildSignal.settle();
    }
    Disposition found;
    try {
      found = signal.install(ours);
    } catch (IllegalArgumentException e) {
      throw SignalNames.refusedByJvm(signal, e);
    }
    if (found.equals(Disposition.IGNORED) && SignalNames.staysIgnored(signal)) {
      throw SignalNames.refusedAsIgnored(signal);
    }
    displaced.clear();
    before = found;
    displace(found);
  }

  private void displace(Disposition found) {
    if (isForeign(found)) {
      displaced.add(found);
      before = found;
    }
  }

  private void remove(Listener listener) {
    synchronized (handlerLock) {
      if (!listeners.remove(listener)) {
        return;
      }
      if (listeners.isEmpty()) {
        uninstall();
      }
      awaitDeliveries();
    }
  }

  private void uninstall() {
    Disposition found = signal.install(before);
    if (isForeign(found)) {
      signal.install(found); // took our place since; it may call us, for those before it
    } else {
      displaced.remove(before); // the JVM calls it again
    }
  }

  private boolean isForeign(Disposition disposition) {
    return disposition.isJava() && !disposition.equals(ours);
  }

  /** On a thread of the JVM's, a new one for each delivery. */
  private void deliver() {
    if (delivering.get()) {
      return; // called by a foreign handler that replaced us, and that we call as well
    }
    delivering.set(true);
    try {
      tellListeners();
      foreign().forEach(disposition -> run(() -> disposition.call(signal)));
    } finally {
      delivering.remove();
    }
  }

  private void tellListeners() {
    Object delivery = new Object();
    List<Listener> told;
    synchronized (handlerLock) {
      told = List.copyOf(listeners);
      telling.add(delivery);
    }
    told.forEach(listener -> run(listener.action));
    synchronized (handlerLock) {
      telling.remove(delivery);
      handlerLock.notifyAll();
    }
  }

  private List<Disposition> foreign() {
    synchronized (handlerLock) {
      return List.copyOf(displaced);
    }
  }

  private void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.ERROR, "a handler of the signal " + signal.name() + " threw", e);
    }
  }

  /** No record: the same action may listen twice. */
  private static final class Listener {
    final Runnable action;

    Listener(Runnable action) {
      this.action = action;
    }
  }
}
