package org.hotloop.watcher.fast;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Children that are awaited although the kernel knows of none: somebody else has waited for them,
 * and no wait for any child will ever tell. Each is told of once. Not thread-safe: guarded by the
 * watch's lock, as the waits are.
 */
final class Losses {

  private final Set<Long> known = new HashSet<>();

  /** This process has no child, and yet these are awaited; answers those that are new. */
  List<Long> found(List<Long> awaited) {
    known.retainAll(awaited);
    return awaited.stream().filter(known::add).sorted().toList();
  }

  /** A new child has this pid. */
  void forget(long pid) {
    known.remove(pid);
  }
}
