package org.hotloop.itests.tck.watcher;

import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;

/** Opens a pipe that each child which somebody else starts inherits. */
public final class DescriptorWithoutCloexec extends HonestWatcher {

  private final POSIX posix = POSIXFactory.getNativePOSIX();
  private final int[] pipe = new int[2];

  /** As pipe(2) does, where pipe2(2) is what is needed. */
  public DescriptorWithoutCloexec() {
    posix.pipe(pipe);
  }

  @Override
  public void close() {
    super.close();
    for (int end = 0; end < pipe.length; end++) {
      closeOnce(end);
    }
  }

  private synchronized void closeOnce(int end) {
    if (pipe[end] > 0) {
      posix.close(pipe[end]);
      pipe[end] = 0;
    }
  }
}
