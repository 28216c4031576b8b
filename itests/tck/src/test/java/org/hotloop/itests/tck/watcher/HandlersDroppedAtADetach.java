package org.hotloop.itests.tck.watcher;

import org.hotloop.EventLoop;

/** Forgets its handlers with the loop that it leaves. */
public final class HandlersDroppedAtADetach extends HonestWatcher {

  @Override
  protected void leave(Attachment previousOrNull, EventLoop nextOrNull) {
    super.leave(previousOrNull, nextOrNull);
    if (previousOrNull != null && previousOrNull.loop != nextOrNull) {
      synchronized (lock) {
        handlers.clear();
      }
    }
  }
}
