package org.hotloop.itests.tck.watcher;

/** Leaves a child that ended before it was registered to the next signal, or to its timer. */
public final class NoCheckAtRegistration extends HonestWatcher {

  @Override
  protected void checkSoon(long pid, Attachment at) {}
}
