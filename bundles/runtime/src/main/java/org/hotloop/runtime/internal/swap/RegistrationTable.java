package org.hotloop.runtime.internal.swap;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.hotloop.dto.ChildDTO;

/**
 * Every registration whose handler may still be called. Those that are watched are found by pid;
 * one whose exit is on its way has no pid any more, since the kernel may give it to another child.
 * Any thread.
 */
final class RegistrationTable {

  private static final int STRIPES = 64;

  private final Map<Long, Registration> watched = new ConcurrentHashMap<>();
  private final Set<Registration> open = ConcurrentHashMap.newKeySet();
  private final Lock[] pidLocks =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);

  /**
   * Serializes what is registered and removed for one pid, so that table and provider agree on who
   * came last. Taken inside the gate only; providers are called with it, handlers never.
   */
  Lock lockOf(long pid) {
    return pidLocks[Math.floorMod(pid, STRIPES)];
  }

  /** Who is watched under {@code pid}. */
  Optional<Registration> watched(long pid) {
    return Optional.ofNullable(watched.get(pid));
  }

  /** All that are watched now. */
  List<Registration> watched() {
    return List.copyOf(watched.values());
  }

  /** Takes it up under its pid; one that was there keeps its place among the open ones only. */
  void put(Registration registration) {
    open.add(registration);
    watched.put(registration.pid(), registration);
  }

  /** Its exit is on its way: nobody finds it by pid any more. */
  void departs(Registration registration) {
    watched.remove(registration.pid(), registration);
  }

  /** It is over: nobody will call its handler any more. */
  void forget(Registration registration) {
    watched.remove(registration.pid(), registration);
    open.remove(registration);
  }

  /** Those whose status has come and whose handler has not been called yet. */
  List<Registration> delivering() {
    return open.stream().filter(Registration::isDelivering).toList();
  }

  /** How many wait for a status that only a provider that failed may have. */
  int limbo() {
    return (int) open.stream().filter(Registration::isInLimbo).count();
  }

  /** Drops the handlers of {@code owner}. */
  void disown(Owner owner) {
    open.stream().filter(one -> one.owner() == owner).forEach(Registration::disown);
  }

  /** How many are open. */
  int size() {
    return open.size();
  }

  /** As the operator sees it, by pid. */
  List<ChildDTO> toDTO() {
    return open.stream()
        .map(Registration::toDTO)
        .sorted(Comparator.comparingLong(child -> child.pid))
        .toList();
  }
}
