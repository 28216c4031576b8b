package org.hotloop.itests.tck.watcher;

/** Leaves what ended while it was detached to the next signal, or to its timer. */
public final class NoSweepAtAttach extends HonestWatcher {

  @Override
  protected void attached(Attachment at) {}
}
