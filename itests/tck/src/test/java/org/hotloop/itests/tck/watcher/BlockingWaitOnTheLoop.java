package org.hotloop.itests.tck.watcher;

import java.util.Optional;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.hotloop.child.ExitStatus;

/** Waits until the child ends, on the loop's thread. */
public final class BlockingWaitOnTheLoop extends HonestWatcher {

  private final POSIX posix = POSIXFactory.getNativePOSIX();

  @Override
  protected Optional<ExitStatus> poll(long pid) {
    int[] status = new int[1];
    boolean ended = posix.waitpid(pid, status, 0) == pid;
    return ended ? Optional.of(Waits.decoded(status[0])) : Optional.empty();
  }
}
