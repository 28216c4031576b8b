package org.hotloop.itests.tck.watcher;

/** Trusts SIGCHLD: it has no timer, and sees nothing of who takes the signal away. */
public final class LostSignalNeverMissed extends HonestWatcher {

  @Override
  protected void keepTime(Attachment at) {}
}
