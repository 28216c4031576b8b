package org.hotloop.itests.stress.internal.watcher;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.hotloop.child.ExitStatus;

/** All children that were ever asked for, and the counts of the moment. Any thread. */
final class Books {

  private final AtomicInteger ids = new AtomicInteger();
  private final ConcurrentMap<Integer, Child> children = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger mostAlive = new AtomicInteger();
  private final AtomicInteger doubled = new AtomicInteger();

  /** A child is wanted, which ends as {@code ending} says for its id. */
  Child open(IntFunction<Ending> ending) {
    int id = ids.incrementAndGet();
    Child child = new Child(id, ending.apply(id));
    children.put(id, child);
    return child;
  }

  /** It lives; its handler may have been called already. */
  void started(Child child, long pid) {
    child.started(pid);
    started.incrementAndGet();
    mostAlive.accumulateAndGet(live(), Math::max);
  }

  /** It could not be started or registered, or its end could not be waited for. */
  void failed(Child child, String what, Throwable failure) {
    failures.add("child %d: %s: %s".formatted(child.id(), what, failure));
  }

  /** Its handler is called; answers whether for the first time. */
  boolean told(Child child, long pid, ExitStatus status) {
    boolean first = child.told(pid, status) == 1;
    (first ? ended : doubled).incrementAndGet();
    return first;
  }

  /** How many were asked for and neither live nor failed yet. */
  int starting() {
    return ids.get() - started() - failures.size();
  }

  int started() {
    return started.get();
  }

  int ended() {
    return ended.get();
  }

  int live() {
    return started() - ended();
  }

  /** How many were alive at once, at most. */
  int mostAlive() {
    return mostAlive.get();
  }

  int doubled() {
    return doubled.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  List<Child> children() {
    return List.copyOf(children.values());
  }

  Optional<Child> child(int id) {
    return Optional.ofNullable(children.get(id));
  }
}
