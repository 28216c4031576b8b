package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hotloop.EventLoop;
import org.hotloop.baseline.Baseline;
import org.hotloop.baseline.Zombies;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Where a watcher is tested: a loop that runs, the watcher attached to it, real children, and the
 * count of what is left at the end.
 */
@Timeout(WatcherBench.LIMIT_SECONDS)
abstract class WatcherBench {

  /** A test that takes longer hangs, whatever may end it. */
  static final long LIMIT_SECONDS = 90;

  private static final Executor LATE =
      CompletableFuture.delayedExecutor(3 * Conditions.NEVER.toSeconds(), TimeUnit.SECONDS);

  final RecordedExits exits = new RecordedExits();
  LogRecorder log;
  RealChildren children;
  LoopThread main;
  ChildWatcher watcher;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Baseline baseline;
  private CompletableFuture<Void> letGo;

  /** Whether children are being let go since the test is late. Set before the first is. */
  private volatile boolean late;

  WatcherBench() {}

  /** Makes the watcher under test: not attached, not closed. */
  protected abstract ChildWatcher newWatcher();

  /** Makes a loop for it to attach to: not running. */
  protected abstract EventLoop newEventLoop();

  /**
   * Whether it waits for any child of the process. Override with true where it does, as asyncio's
   * Fast: it takes the exits of strangers, so it refuses registrations outside its guard; and such
   * a wait says nothing of a child that is missing, so a handler whose child's status somebody else
   * took is never called.
   */
  protected boolean waitsForAnyChild() {
    return false;
  }

  /**
   * Whether it learns of exits from SIGCHLD on its loop. Override with false where pidfds or
   * threads tell it: it needs no signal handler then.
   */
  protected boolean listensToSigchld() {
    return true;
  }

  @BeforeEach
  final void open() throws Exception {
    warmUp();
    baseline = Baseline.ofProcess();
    log = new LogRecorder();
    children = opened(new RealChildren());
    // A blocking wait must fail by the test's name, so its child is let go when the test is late.
    letGo = CompletableFuture.runAsync(this::letChildrenGo, LATE);
    main = newLoop();
    watcher = opened(newWatcher());
    watcher.attachLoop(main.loop());
  }

  @AfterEach
  final void close() throws Exception {
    try {
      // The watcher last opened first; what it left to be reaped must not be hidden by the cleanup.
      for (int i = opened.size() - 1; i > 0; i--) {
        opened.get(i).close();
      }
    } finally {
      opened.clear();
      log.close();
    }
    try {
      Conditions.awaitNone("zombies", Zombies::now);
    } finally {
      letGo.cancel(false);
      children.close();
    }
    baseline.awaitRestored(Conditions.NEVER);
  }

  /** Closes {@code closeable} when the test has ended, before what was opened earlier. */
  final <T extends AutoCloseable> T opened(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  final LoopThread newLoop() {
    return opened(new LoopThread(newEventLoop()));
  }

  private void letChildrenGo() {
    late = true;
    children.openGates();
  }

  /** Spawns and registers a child as every user should. */
  final long watch(Gate gate, int code, ChildHandler handler) throws Exception {
    try (ForkGuard guard = watcher.enter()) {
      long pid = children.spawn(gate, code);
      watcher.addChildHandler(pid, handler);
      assertFalse(late, "the watcher blocks: it went on when its children were let go");
      return pid;
    }
  }

  /** {@link #watch} for a child that the test records. */
  final long watch(Gate gate, int code) throws Exception {
    return watch(gate, code, exits);
  }

  /** Asserts that the watcher still works: a fresh child's exit comes, after those before it. */
  final void assertAlive() throws Exception {
    assertLoopGoesOn();
    RecordedExits fresh = new RecordedExits();
    Gate gate = children.newGate();
    long pid = watch(gate, 99, fresh);
    gate.open();
    fresh.awaitExactly(Map.of(pid, 99));
    main.settle();
  }

  /** Asked first: a watcher that blocks its loop is not to be taken for one that loses exits. */
  private void assertLoopGoesOn() throws Exception {
    try {
      main.settle();
    } catch (TimeoutException e) {
      throw new AssertionError("the watcher blocks its loop", e);
    }
  }

  /**
   * Leaves other programs that the test starts alone: a wait for any child would take their ends.
   */
  final void standAside() {
    watcher.attachLoop(null);
  }

  /** The native layer keeps a few descriptors for good once it is loaded. */
  private void warmUp() throws Exception {
    try (RealChildren first = new RealChildren()) {
      Gate gate = first.newGate();
      first.spawn(gate, 0);
    }
  }
}
