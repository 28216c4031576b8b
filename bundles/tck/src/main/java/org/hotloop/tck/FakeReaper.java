package org.hotloop.tck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.WaitResult.Running;

/**
 * A kernel whose children start and end when a test says so, and that remembers what it was asked:
 * for what real children cannot be brought to. For one thread.
 */
public final class FakeReaper implements Reaper {

  private final Map<Long, Optional<ExitStatus>> children = new LinkedHashMap<>();
  private final List<Long> waits = new ArrayList<>();
  private int calls;

  /** With no children. */
  public FakeReaper() {}

  /** A child begins to run. */
  public void start(long pid) {
    children.put(pid, Optional.empty());
  }

  /** A child ends and becomes a zombie. */
  public void end(long pid, ExitStatus status) {
    children.put(pid, Optional.of(status));
  }

  /** Each pid that was waited for, -1 for any, in order. */
  public List<Long> waits() {
    return List.copyOf(waits);
  }

  /** How many system calls there would have been. */
  public int calls() {
    return calls;
  }

  @Override
  public WaitResult reap(long pid) {
    calls++;
    waits.add(pid);
    return children.containsKey(pid) ? reapKnown(pid) : new NoChild();
  }

  @Override
  public WaitResult reapAny() {
    calls++;
    waits.add(-1L);
    if (children.isEmpty()) {
      return new NoChild();
    }
    return children.keySet().stream()
        .filter(pid -> children.get(pid).isPresent())
        .findFirst()
        .map(this::reapKnown)
        .orElseGet(Running::new);
  }

  @Override
  public boolean isChild(long pid) {
    calls++;
    return children.containsKey(pid);
  }

  private WaitResult reapKnown(long pid) {
    Optional<ExitStatus> status = children.get(pid);
    if (status.isEmpty()) {
      return new Running();
    }
    children.remove(pid);
    return new Reaped(pid, status.get());
  }
}
