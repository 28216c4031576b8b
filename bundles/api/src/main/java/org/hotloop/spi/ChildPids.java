package org.hotloop.spi;

import org.hotloop.child.NoSuchChildException;

/** Which numbers can name a child of this process; decided without asking the kernel. */
public final class ChildPids {

  /** The highest pid that Linux can be told to give. */
  public static final long MAX = 4_194_304;

  private static final long INIT = 1;
  private static final long SELF = ProcessHandle.current().pid();

  private ChildPids() {}

  /**
   * Refuses what wait and kill read as a group or as everybody, what no kernel gives, this process
   * itself, and init. No system call is made.
   *
   * @throws NoSuchChildException when {@code pid} can be no child's
   */
  public static void requirePossible(long pid) {
    if (pid < 1) {
      throw new NoSuchChildException(pid, "a child's pid is positive");
    }
    if (pid > MAX) {
      throw new NoSuchChildException(pid, "the highest pid is " + MAX);
    }
    if (pid == SELF) {
      throw new NoSuchChildException(pid, "is this process itself");
    }
    if (pid == INIT) {
      throw new NoSuchChildException(pid, "is init");
    }
  }
}
