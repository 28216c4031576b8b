package org.hotloop.runtime.internal.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotloop.child.Exited;

/**
 * What the kernel knows: children that run, zombies with their status, and nothing of those that
 * somebody waited for. A status can be taken once.
 */
public final class Kernel {

  /** Empty while the child runs. Guarded by itself. */
  private final Map<Long, Optional<Exited>> children = new HashMap<>();

  private final List<Runnable> onChildSignal = new CopyOnWriteArrayList<>();

  /** A child starts to run. */
  public void fork(long pid) {
    synchronized (children) {
      if (children.putIfAbsent(pid, Optional.empty()) != null) {
        throw new IllegalStateException("pid " + pid + " is in use");
      }
    }
  }

  /** A child ends, and SIGCHLD goes to whoever listens. */
  public void exit(long pid, int code) {
    synchronized (children) {
      children.put(pid, Optional.of(new Exited(code)));
    }
    onChildSignal.forEach(Runnable::run);
  }

  /** A wait that does not block; takes the status. */
  public Optional<Exited> reap(long pid) {
    synchronized (children) {
      Optional<Exited> status = children.getOrDefault(pid, Optional.empty());
      if (status.isPresent()) {
        children.remove(pid);
      }
      return status;
    }
  }

  /** Whether there is such a child that nobody has waited for. */
  public boolean isChild(long pid) {
    synchronized (children) {
      return children.containsKey(pid);
    }
  }

  /** How many children and zombies there are. */
  public int unreaped() {
    synchronized (children) {
      return children.size();
    }
  }

  void listen(Runnable listener) {
    onChildSignal.add(listener);
  }

  void unlisten(Runnable listener) {
    onChildSignal.remove(listener);
  }
}
