package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;

/** Says 0 where somebody else has taken the status. */
public final class MadeUpStatus extends HonestWatcher {

  @Override
  protected ExitStatus statusOfAStolenOne() {
    return new Exited(0);
  }
}
