package org.hotloop.loop;

import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.subprocess.OwnedSubprocesses;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/**
 * {@link Subprocesses} on any loop, made by hand: outside OSGi, or on a loop of one's own. In OSGi
 * the service of that name does the same on the main loop, and follows its owner's life.
 *
 * <pre>{@code
 * Subprocesses subprocesses = new LoopSubprocesses(loop);
 * subprocesses
 *     .createSubprocessExec(SubprocessSpec.exec("date").stdout(Stdio.PIPE))
 *     .thenCompose(date -> date.communicate(null));
 * }</pre>
 *
 * <p>The loop must run, and the current {@link org.hotloop.child.ChildWatcher} must be attached to
 * a running loop. Nothing is to be closed here: children belong to the loop, whose {@link
 * EventLoop#close()} fails the stages that wait. Any thread.
 */
public final class LoopSubprocesses implements Subprocesses {

  private final OwnedSubprocesses owned;

  /** Starts children on {@code loop}. */
  public LoopSubprocesses(EventLoop loop) {
    owned = new OwnedSubprocesses(loop);
  }

  @Override
  public CompletionStage<Subprocess> createSubprocessExec(SubprocessSpec spec) {
    return owned.createSubprocessExec(spec);
  }
}
