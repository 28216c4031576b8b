package org.hotloop.itests.tck.watcher;

/** Takes one exit for each SIGCHLD, though many exits can be one signal. */
public final class OneWaitPerSignal extends HonestWatcher {

  @Override
  protected void sweep(Attachment at) {
    pids().stream().filter(pid -> check(pid, at)).findFirst();
  }
}
