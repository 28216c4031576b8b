package org.hotloop.posix.watch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Unknown;
import org.hotloop.spi.RetainedChildHandler;

/**
 * The handlers of one watcher: those that await an exit, and those whose exit was taken and is on
 * its way to them. A handler is in one of the two and leaves the second once, so nothing is
 * delivered twice. Not thread-safe: use it only while the {@link ChildWatch} lends it, which is
 * under its lock.
 */
public final class Registrations {

  private static final Unknown STOLEN =
      new Unknown(
          "somebody else in this process waited for it, such as a FastChildWatcher"
              + " or native code with a wait(-1), or SIGCHLD is ignored");

  private final Map<Long, ChildHandler> awaiting = new HashMap<>();
  private final Queue<Exit> taken = new ArrayDeque<>();
  private final LongConsumer released;
  private LoopAttachment taker; // null while the watcher is detached

  /**
   * @param released is told of each pid that is not awaited any more
   */
  Registrations(LongConsumer released) {
    this.released = released;
  }

  /** Whether a handler awaits the exit of {@code pid}. */
  public boolean isAwaited(long pid) {
    return awaiting.containsKey(pid);
  }

  /** {@code handler} awaits the exit of {@code pid}, in place of another one if there was one. */
  public void await(long pid, ChildHandler handler) {
    awaiting.put(pid, Objects.requireNonNull(handler, "handler"));
  }

  /**
   * The status of {@code pid} was taken: sends it to the handler that awaits it.
   *
   * @return false when none does; the status is the caller's to keep then
   */
  public boolean deliver(long pid, ExitStatus status) {
    Optional<ChildHandler> handler = release(pid);
    return handler.isPresent() && deliver(pid, status, handler.get());
  }

  /**
   * The child {@code pid} is none any more, and nobody here took its status: tells the handler that
   * awaits it that the status is unknown, and who may have taken it.
   *
   * @return false when no handler awaits it
   */
  public boolean deliverStolen(long pid) {
    return deliver(pid, STOLEN);
  }

  /**
   * Sends a status that was taken to a handler that did not await it.
   *
   * @return true
   */
  public boolean deliver(long pid, ExitStatus status, ChildHandler handler) {
    return taken.add(new Exit(taker, pid, status, handler));
  }

  /** What is taken from now on is told on this one's loop; null while the watcher is detached. */
  void takeFor(LoopAttachment attachmentOrNull) {
    taker = attachmentOrNull;
  }

  boolean remove(long pid) {
    return release(pid).isPresent();
  }

  private Optional<ChildHandler> release(long pid) {
    Optional<ChildHandler> handler = Optional.ofNullable(awaiting.remove(pid));
    handler.ifPresent(awaited -> released.accept(pid));
    return handler;
  }

  /** Drops the handlers that await; what was taken stays: nobody else could tell it any more. */
  void clear() {
    awaitedPids().forEach(this::release);
  }

  /** The pids whose exits handlers await now: a snapshot. */
  public List<Long> awaitedPids() {
    return List.copyOf(awaiting.keySet());
  }

  /**
   * What {@code asking} may tell now. One that the watcher has left tells what was taken for it,
   * and no more: the rest belongs on the thread of the loop that the watcher is attached to, which
   * may be about to tell it. That one tells everything, since the loop before may never run again.
   */
  Optional<Exit> nextTaken(LoopAttachment asking) {
    for (Iterator<Exit> exits = taken.iterator(); exits.hasNext(); ) {
      Exit exit = exits.next();
      if (asking == taker || asking == exit.taker()) {
        exits.remove();
        return Optional.of(exit);
      }
    }
    return Optional.empty();
  }

  /** Whether there is a child whose exit a handler awaits. */
  public boolean isAnyAwaited() {
    return !awaiting.isEmpty();
  }

  /** Whose handlers nobody but this watcher knows of, in order. */
  List<Long> unretainedPids() {
    return awaiting.entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof RetainedChildHandler))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
