package org.hotloop.subprocess;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's {@code create_subprocess_exec} as a service: starts programs on the main loop, watched
 * by whichever watcher is current, through every swap.
 *
 * <p>The service object belongs to the bundle that got it. When that bundle lets go of it (its last
 * component with a reference is deactivated, or it stops), none of its stages complete any more;
 * its children are killed or left, as each spec says, and reaped in any case.
 *
 * <p>Any thread. Stages complete on the loop's thread: what is chained to them without an executor
 * must not block.
 */
@ProviderType
public interface Subprocesses {

  /**
   * Starts a child.
   *
   * @return the running child, or a {@link SpawnException}; an {@link IllegalStateException} where
   *     no loop or no watcher can serve it. A failure leaves nothing behind.
   */
  CompletionStage<Subprocess> createSubprocessExec(SubprocessSpec spec);

  /** As {@link #createSubprocessExec} with {@link SubprocessSpec#shell}, all streams piped. */
  default CompletionStage<Subprocess> createSubprocessShell(String command) {
    return createSubprocessExec(
        SubprocessSpec.shell(command).stdin(Stdio.PIPE).stdout(Stdio.PIPE).stderr(Stdio.PIPE));
  }
}
