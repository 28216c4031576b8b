package org.hotloop.tck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.Held;
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
  private final Map<Long, RuntimeException> failures = new LinkedHashMap<>();
  private boolean held;
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

  /** Somebody else waits for a child. */
  public void steal(long pid) {
    children.remove(pid);
  }

  /** Waits for {@code pid}, -1 for any, fail from now on. */
  public void fail(long pid, RuntimeException failure) {
    failures.put(pid, failure);
  }

  /** No wait fails any more. */
  public void mend() {
    failures.clear();
  }

  /** Whether waits for any child are answered as while a spawn is under way. */
  public void hold(boolean underWay) {
    held = underWay;
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
    failWhereAsked(pid);
    return children.containsKey(pid) ? reapKnown(pid) : new NoChild();
  }

  @Override
  public WaitResult reapAny() {
    calls++;
    waits.add(-1L);
    failWhereAsked(-1L);
    if (held) {
      return new Held();
    }
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

  /** What a wait for {@code pid} would find. */
  public ChildState state(long pid) {
    calls++;
    Optional<ExitStatus> status = children.get(pid);
    if (status == null) {
      return ChildState.NO_CHILD;
    }
    return status.isPresent() ? ChildState.ENDED : ChildState.RUNNING;
  }

  private void failWhereAsked(long pid) {
    if (failures.containsKey(pid)) {
      throw failures.get(pid);
    }
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
