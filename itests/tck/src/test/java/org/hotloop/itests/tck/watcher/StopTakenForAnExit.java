package org.hotloop.itests.tck.watcher;

import java.util.Optional;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.hotloop.child.ExitStatus;

/** Asks for stopped children as well, and takes a stop for an exit. */
public final class StopTakenForAnExit extends HonestWatcher {

  private final POSIX posix = POSIXFactory.getNativePOSIX();

  @Override
  protected Optional<ExitStatus> poll(long pid) {
    int[] status = new int[1];
    boolean changed = posix.waitpid(pid, status, Waits.WNOHANG | Waits.WUNTRACED) == pid;
    return changed ? Optional.of(Waits.decoded(status[0])) : Optional.empty();
  }
}
