package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hotloop.EventLoop;
import org.hotloop.baseline.Baseline;
import org.hotloop.child.ChildWatcher;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every loop with every watcher owes to those who start children, shown with real programs of
 * a POSIX system. The X rows of the behaviours; after each test no descriptor, no thread and no
 * child is left.
 *
 * <p>A subclass names a loop and a watcher:
 *
 * <pre>{@code
 * final class SafeSubprocessTest extends SubprocessContract {
 *   protected EventLoop newEventLoop() { return new SelectorEventLoop(); }
 *   protected Subprocesses newSubprocesses(EventLoop loop) { return new LoopSubprocesses(loop); }
 *   protected ChildWatcher newWatcher() { return new SafeChildWatcher(); }
 * }
 * }</pre>
 */
public abstract class SubprocessContract
    implements StreamRows,
        FlowRows,
        CommunicateRows,
        SpawnRows,
        EnvironmentRows,
        FileRows,
        RefusalRows,
        SignalRows,
        GroupRows,
        TerminateRows,
        ProtocolRows,
        PipeRows,
        LifeRows,
        AbandonedRows {

  private Baseline before;
  private SubprocessRig rig;

  /** For subclasses. */
  protected SubprocessContract() {}

  /** A new loop, not running. */
  protected abstract EventLoop newEventLoop();

  /** The service on {@code loop}. */
  protected abstract Subprocesses newSubprocesses(EventLoop loop);

  /** A new watcher, not attached. */
  protected abstract ChildWatcher newWatcher();

  @Override
  public final SubprocessRig rig() {
    return rig;
  }

  @BeforeEach
  final void start() throws Exception {
    // What the first child of this JVM loads and keeps is no leak.
    newRig().warmUp().close();
    before = Baseline.ofProcess();
    rig = newRig();
  }

  @AfterEach
  final void leaveNothingBehind() throws Exception {
    rig.close();
    before.awaitRestored(Conditions.NEVER);
    assertEquals(0, Posix.get().children().unreaped(), "children that nobody reaped");
  }

  /** A loop of its own, with a watcher of its own. */
  final SubprocessRig newRig() {
    return new SubprocessRig(this::newEventLoop, newWatcher(), this::newSubprocesses);
  }
}
