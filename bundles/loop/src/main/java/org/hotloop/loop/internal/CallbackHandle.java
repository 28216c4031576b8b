package org.hotloop.loop.internal;

import java.util.Objects;
import org.hotloop.Handle;

/** A callback on its way. Run by the loop; cancelled by anybody. */
public class CallbackHandle implements Handle, Runnable {

  private static final Runnable CANCELLED = () -> {};

  /** The link of the {@link Inbox} that this is in; the inbox's own. */
  CallbackHandle next;

  /** Let go of on cancel, so that a cancelled handle in a queue keeps nothing alive. */
  private volatile Runnable callback;

  /** For {@code callback}, which is not null. */
  public CallbackHandle(Runnable callback) {
    this.callback = Objects.requireNonNull(callback, "callback");
  }

  @Override
  public void cancel() {
    callback = CANCELLED;
  }

  @Override
  public final boolean isCancelled() {
    return callback == CANCELLED;
  }

  /** Runs the callback, unless cancelled. */
  @Override
  public final void run() {
    callback.run();
  }

  @Override
  public String toString() {
    Runnable now = callback;
    return now == CANCELLED ? "Handle[cancelled]" : "Handle[" + now + "]";
  }
}
