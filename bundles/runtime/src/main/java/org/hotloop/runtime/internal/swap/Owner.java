package org.hotloop.runtime.internal.swap;

/** In whose name handlers are registered: one use of the watcher by one bundle. Any thread. */
final class Owner {

  private final String name;
  private volatile boolean gone;

  /**
   * @param name the bundle's symbolic name; empty when there is no bundle
   */
  Owner(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void leaves() {
    gone = true;
  }

  boolean isGone() {
    return gone;
  }
}
