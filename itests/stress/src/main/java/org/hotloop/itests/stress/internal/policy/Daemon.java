package org.hotloop.itests.stress.internal.policy;

/** A thread that holds nobody back who wants to end. */
final class Daemon {

  private Daemon() {}

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
