package org.hotloop.runtime.internal.swap;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.hotloop.runtime.internal.calls.Deputies;

/**
 * Keeps swaps out of the time between a fork and its registration: whoever spawns or registers
 * passes as a reader, a swap is the writer. Readers nest. Any thread.
 *
 * <p>Handlers must not run inside; {@link #afterwards} is for those that would.
 */
final class SwapGate {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Who swaps; null: nobody. */
  private volatile Thread swapper;

  private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();

  /** What a swap does. */
  @FunctionalInterface
  interface Swap<E extends Exception> {
    void run() throws E;
  }

  /** Goes in; waits while a swap goes on. Each entry is left once, on the same thread. */
  void enter() {
    if (!isSwapsDeputy()) {
      lock.readLock().lock();
    }
  }

  /** Leaves what {@link #enter()} entered. */
  void leave() {
    if (lock.getReadHoldCount() > 0) { // else it was a deputy's, inside already
      lock.readLock().unlock();
    }
    runAfterwards();
  }

  /** Whether this thread is inside, as a reader or for a swap. */
  boolean isHeld() {
    return lock.getReadHoldCount() > 0 || lock.isWriteLockedByCurrentThread() || isSwapsDeputy();
  }

  /** Whether this thread calls a provider for the swap that goes on, which waits for it. */
  private boolean isSwapsDeputy() {
    Optional<Thread> principal = Deputies.principal();
    return principal.isPresent() && principal.get() == swapper;
  }

  /**
   * Runs {@code swap} with nobody else inside.
   *
   * <p>A thread that is inside a guard cannot ask for a swap, but it can cause one: it stops a
   * provider's bundle, say. The provider is closed right after, so the swap cannot wait for the
   * guard; it takes precedence, and the guard is entered again before anybody else can come
   * between.
   */
  <E extends Exception> void exclusively(Swap<E> swap) throws E {
    int guards = lock.getReadHoldCount();
    for (int i = 0; i < guards; i++) {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    swapper = Thread.currentThread();
    try {
      swap.run();
    } finally {
      swapper = null;
      for (int i = 0; i < guards; i++) {
        lock.readLock().lock();
      }
      lock.writeLock().unlock();
    }
    runAfterwards();
  }

  /**
   * Refuses a swap that this thread asks for inside a guard of its own.
   *
   * @throws IllegalStateException when it is inside
   */
  void refuseInside() {
    if (isHeld()) {
      throw new IllegalStateException(
          "a swap was asked for inside a fork guard, for which it would wait forever;"
              + " close the guard first");
    }
  }

  /** Runs {@code action} when this thread has left; now, when it is not inside. */
  void afterwards(Runnable action) {
    afterwards.add(action);
    runAfterwards();
  }

  private void runAfterwards() {
    if (afterwards.isEmpty() || isHeld()) {
      return;
    }
    for (Runnable action = afterwards.poll(); action != null; action = afterwards.poll()) {
      action.run();
    }
  }
}
