package org.hotloop.posix;

import org.hotloop.child.NoSuchChildException;

/** Which numbers can name a child of this process; decided without asking the kernel. */
public final class Pids {

  /** The highest pid that Linux can be told to give. */
  public static final long MAX = 4_194_304;

  private static final long SELF = ProcessHandle.current().pid();

  private Pids() {}

  /**
   * Refuses what wait and kill read as a group or as everybody, init, what no kernel gives, and
   * this process itself. No system call is made.
   *
   * @throws NoSuchChildException when {@code pid} can be no child's
   */
  public static void requirePossibleChild(long pid) {
    if (pid < 1) {
      throw new NoSuchChildException(pid, "a child's pid is positive");
    }
    if (pid > MAX) {
      throw new NoSuchChildException(pid, "the highest pid is " + MAX);
    }
    if (pid == 1 || pid == SELF) {
      throw new NoSuchChildException(pid, pid == SELF ? "is this process itself" : "is init");
    }
  }
}
