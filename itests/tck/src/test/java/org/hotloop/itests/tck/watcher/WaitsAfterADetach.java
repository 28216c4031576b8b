package org.hotloop.itests.tck.watcher;

/** Finishes what was queued for a loop that it has left. */
public final class WaitsAfterADetach extends HonestWatcher {

  @Override
  protected boolean mayWait(Attachment at) {
    return true;
  }
}
