package org.hotloop.runtime.internal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;

/** A Safe-like provider over a {@link Kernel}, which can be told to fail. */
public class KernelWatcher implements ChildWatcher {

  private final Kernel kernel;

  /** Guarded by itself, as are the waits. */
  private final Map<Long, ChildHandler> handlers = new TreeMap<>();

  private final Runnable onChildSignal = this::scheduleSweep;
  private final Set<Long> failingPids = ConcurrentHashMap.newKeySet();
  private final AtomicInteger closings = new AtomicInteger();
  private final AtomicInteger guards = new AtomicInteger();
  private EventLoop loop;
  private volatile boolean failsAttach;
  private volatile boolean closedAtWork;

  /** Watches the children of {@code kernel}. */
  public KernelWatcher(Kernel kernel) {
    this.kernel = kernel;
  }

  /** From now on attaching fails. */
  public KernelWatcher failingAttach() {
    failsAttach = true;
    return this;
  }

  /** From now on registering {@code pid} fails in a way that the contract does not know. */
  public KernelWatcher failingFor(long pid) {
    failingPids.add(pid);
    return this;
  }

  /** How often it was closed. */
  public int closings() {
    return closings.get();
  }

  /** Whether it was closed while it was attached, and so may have dropped handlers. */
  public boolean wasClosedAtWork() {
    return closedAtWork;
  }

  /** How many guards are entered now. */
  public int guards() {
    return guards.get();
  }

  /** How many handlers it has. */
  public int size() {
    synchronized (handlers) {
      return handlers.size();
    }
  }

  /** Whether it is attached. */
  public boolean isAttached() {
    synchronized (handlers) {
      return loop != null;
    }
  }

  /** The handler it was given for {@code pid}. */
  public ChildHandler handler(long pid) {
    synchronized (handlers) {
      return handlers.get(pid);
    }
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    if (failingPids.contains(pid)) {
      throw new IllegalStateException("no more memory");
    }
    synchronized (handlers) {
      if (closings() > 0 || loop == null) {
        throw new IllegalStateException("not attached");
      }
      if (!kernel.isChild(pid)) {
        throw new NoSuchChildException(pid, "not our child");
      }
      handlers.put(pid, handler);
    }
    scheduleSweep();
  }

  @Override
  public boolean removeChildHandler(long pid) {
    synchronized (handlers) {
      return handlers.remove(pid) != null;
    }
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    synchronized (handlers) {
      if (closings() > 0) {
        throw new IllegalStateException("closed");
      }
      if (failsAttach && loopOrNull != null) {
        throw new IllegalStateException("no signal handler");
      }
      kernel.unlisten(onChildSignal);
      loop = loopOrNull;
      if (loop != null) {
        kernel.listen(onChildSignal);
      }
    }
    scheduleSweep();
  }

  @Override
  public boolean isActive() {
    synchronized (handlers) {
      return loop != null && loop.isRunning();
    }
  }

  @Override
  public void close() {
    synchronized (handlers) {
      closedAtWork |= loop != null;
      handlers.clear();
      loop = null;
      kernel.unlisten(onChildSignal);
      closings.incrementAndGet();
    }
  }

  @Override
  public ForkGuard enter() {
    guards.incrementAndGet();
    return guards::decrementAndGet;
  }

  private void scheduleSweep() {
    synchronized (handlers) {
      try {
        if (loop != null) {
          loop.callSoonThreadsafe(this::sweep);
        }
      } catch (EventLoopClosedException closed) {
        loop = null;
      }
    }
  }

  private void sweep() {
    List<Runnable> deliveries = new ArrayList<>();
    synchronized (handlers) {
      if (loop == null) {
        return;
      }
      for (long pid : List.copyOf(handlers.keySet())) {
        kernel
            .reap(pid)
            .ifPresent(
                status -> {
                  ChildHandler handler = handlers.remove(pid);
                  deliveries.add(() -> handler.childExited(pid, status));
                });
      }
    }
    deliveries.forEach(Runnable::run);
  }
}
