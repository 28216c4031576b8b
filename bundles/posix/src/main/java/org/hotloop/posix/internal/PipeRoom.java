package org.hotloop.posix.internal;

import java.util.concurrent.Semaphore;

/**
 * Room beyond what a new pipe has. A user who has more than his share of it gets no more, and
 * worse: all his further pipes are of two pages (pipe(7), pipe-user-pages-soft). So no more than a
 * quarter of the usual share is taken by this process. Any thread.
 */
final class PipeRoom {

  /** As much as anybody may ask for, unless the system's pipe-max-size says otherwise. */
  private static final int BYTES = 1 << 20;

  private static final int F_SETPIPE_SZ = 1031;

  private static final Semaphore PIPES_LEFT = new Semaphore(16);

  private PipeRoom() {}

  /** Answers whether {@code fd} has it now; then it is to be given back. */
  static boolean take(NativeLibrary library, int fd) {
    if (!PIPES_LEFT.tryAcquire()) {
      return false;
    }
    boolean taken = library.libc().fcntl(fd, F_SETPIPE_SZ, BYTES) != -1;
    if (!taken) {
      PIPES_LEFT.release(); // no pipe, or the user has no more: it goes on with what it has
    }
    return taken;
  }

  /** That pipe is closed. */
  static void giveBack() {
    PIPES_LEFT.release();
  }
}
