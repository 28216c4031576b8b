package org.hotloop.itests.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.itests.tck.watcher.HonestWatcher;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.subprocess.Subprocesses;
import org.hotloop.tck.SubprocessContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A plain kill after the reap: no watcher signals, so it is the subprocesses' contract's to see.
 */
class KillAfterTheReapTest {

  private static final String TEST = "nextChildOfItsPidTakesNoSignal";

  @Test
  @DisplayName("a signal to a number, which may be another child's by now, is caught")
  void isCaught() {
    String verdict = Trial.of(Killing.class, TEST);
    assumeFalse(verdict.equals(Trial.SKIPPED), "only root of a pid namespace may choose pids");
    assertTrue(verdict.startsWith("failed: "), verdict);
    assertTrue(verdict.contains("Expected org.hotloop.subprocess.ProcessGoneException"), verdict);
  }

  @Test
  @DisplayName("one that is meant for the child is not")
  void isNotSeenWhereItIsNot() {
    String verdict = Trial.of(Honest.class, TEST);
    assertTrue(verdict.equals("[SUCCESSFUL]") || verdict.equals(Trial.SKIPPED), verdict);
  }

  /** As it should be. */
  static class Honest extends SubprocessContract {

    @Override
    protected EventLoop newEventLoop() {
      return new SelectorEventLoop();
    }

    @Override
    protected Subprocesses newSubprocesses(EventLoop loop) {
      return new LoopSubprocesses(loop);
    }

    @Override
    protected ChildWatcher newWatcher() {
      return new HonestWatcher();
    }
  }

  /** With a kill that knows nothing but the pid. */
  static final class Killing extends Honest {

    @Override
    protected Subprocesses newSubprocesses(EventLoop loop) {
      return KillByNumber.before(super.newSubprocesses(loop));
    }
  }
}
