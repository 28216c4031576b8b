package org.hotloop.posix;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Waits for children without blocking: all that a watcher needs of the kernel. Any thread. */
@ConsumerType
public interface Reaper {

  /**
   * {@code waitpid(pid, WNOHANG)}; EINTR is retried.
   *
   * @param pid from 2 up to the highest pid; others are refused with {@link
   *     IllegalArgumentException} and no system call
   */
  WaitResult reap(long pid);

  /**
   * {@code waitpid(-1, WNOHANG)}: any child of this process, whoever started it, but for one that a
   * spawn under way may be about to wait for; see {@link WaitResult.Held}.
   */
  WaitResult reapAny();

  /** Whether {@code pid} is a child of this process that nobody has waited for; takes no status. */
  boolean isChild(long pid);

  /**
   * The pids of this process's children that were not spawned here, such as {@link
   * ProcessBuilder}'s, as far as can be seen now; in order. A slow call, which looks at each
   * process of the machine. Empty also while spawns are under way, whose children cannot be told
   * from others'. By default nobody knows of any.
   */
  default List<Long> strangers() {
    return List.of();
  }
}
