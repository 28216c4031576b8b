package org.hotloop.itests.tck.watcher;

/** Says that it notices exits, attached or not. */
public final class AlwaysActive extends HonestWatcher {

  @Override
  public boolean isActive() {
    return true;
  }
}
