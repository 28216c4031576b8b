package org.hotloop.itests.tck.watcher;

/** Tells an exit before the registration at once, on whatever thread that is, as asyncio does. */
public final class HandlerCalledInsideAddChildHandler extends HonestWatcher {

  @Override
  protected void checkSoon(long pid, Attachment at) {
    check(pid, at);
  }
}
