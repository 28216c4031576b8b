package org.hotloop.posix;

/**
 * What the kernel tells about a file, links followed.
 *
 * @param kind what it is
 * @param executable whether this process may execute it, or enter it where it is a folder; false
 *     also where its file system is mounted noexec
 */
public record FileStatus(Kind kind, boolean executable) {

  /** What a file is. */
  public enum Kind {
    /** A regular file. */
    REGULAR,
    /** A folder. */
    FOLDER,
    /** A device, a FIFO or a socket. */
    OTHER
  }

  /** Whether it is a file that a child can run. */
  public boolean isProgram() {
    return kind == Kind.REGULAR && executable;
  }
}
