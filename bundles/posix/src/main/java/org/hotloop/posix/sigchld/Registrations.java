package org.hotloop.posix.sigchld;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.spi.RetainedChildHandler;

/**
 * The handlers of one watcher: those that await an exit, and those whose exit was taken and is on
 * its way to them. A handler is in one of the two and leaves the second once, so nothing is
 * delivered twice. Not thread-safe: use it only while the {@link SigchldWatch} lends it, which is
 * under its lock.
 */
public final class Registrations {

  private final Map<Long, ChildHandler> awaiting = new HashMap<>();
  private final Queue<Exit> taken = new ArrayDeque<>();

  Registrations() {}

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
    ChildHandler handler = awaiting.remove(pid);
    return handler != null && deliver(pid, status, handler);
  }

  /**
   * Sends a status that was taken to a handler that did not await it.
   *
   * @return true
   */
  public boolean deliver(long pid, ExitStatus status, ChildHandler handler) {
    return taken.add(new Exit(pid, status, handler));
  }

  boolean remove(long pid) {
    return awaiting.remove(pid) != null;
  }

  /** Drops the handlers that await; what was taken stays: nobody else could tell it any more. */
  void clear() {
    awaiting.clear();
  }

  /** The pids whose exits handlers await now: a snapshot. */
  public List<Long> awaitedPids() {
    return List.copyOf(awaiting.keySet());
  }

  Optional<Exit> nextTaken() {
    return Optional.ofNullable(taken.poll());
  }

  boolean isAnyAwaited() {
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
