package org.hotloop.itests.tck.watcher;

/** Takes every number for a pid, which the kernel does not: 0 and -1 are many children. */
public final class PidZeroAccepted extends HonestWatcher {

  @Override
  protected void requireChild(long pid) {}
}
