package org.hotloop.itests.tck.watcher;

import java.util.Optional;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.hotloop.child.ExitStatus;

/** Takes each answer of waitpid but 0 for an exit, also the -1 of a wait that was interrupted. */
public final class EintrTakenForAnExit extends HonestWatcher {

  private final POSIX posix = POSIXFactory.getNativePOSIX();

  @Override
  protected Optional<ExitStatus> poll(long pid) {
    int[] status = new int[1];
    boolean ended = posix.waitpid(pid, status, Waits.WNOHANG) != 0;
    return ended ? Optional.of(Waits.decoded(status[0])) : Optional.empty();
  }
}
