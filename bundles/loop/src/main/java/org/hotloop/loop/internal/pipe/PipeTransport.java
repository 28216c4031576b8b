package org.hotloop.loop.internal.pipe;

import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.transport.BaseTransport;

/**
 * Our end of a pipe: open, closing (nothing is polled any more, the loss is on its way to the
 * owner), lost. Loop's thread only, but where a method says otherwise.
 */
public abstract sealed class PipeTransport implements BaseTransport
    permits ReadPipeTransport, WritePipeTransport {

  final EventLoop loop;
  final PipeEnd end;
  final PipeOwner owner;
  private boolean losing;
  private volatile boolean closing;
  private volatile boolean lost;

  PipeTransport(EventLoop loop, PipeEnd end, PipeOwner owner) {
    this.loop = loop;
    this.end = end;
    this.owner = owner;
  }

  /** Begins to poll, unless the protocol has paused or closed it already. */
  public abstract void start();

  /** Closes at once, dropping what is buffered. */
  public abstract void breakOff(Optional<Throwable> cause);

  @Override
  public final boolean isClosing() {
    return closing;
  }

  /** Whether the owner was told of the loss. */
  public final boolean isLost() {
    return lost;
  }

  /** From now on nothing new is taken; what is buffered may still go. */
  final void beginClosing() {
    closing = true;
  }

  /**
   * Polls no more and tells the owner in the next iteration, so never from inside its calls. The
   * first call counts.
   */
  final void lose(Optional<Throwable> cause) {
    if (losing || lost) {
      return;
    }
    losing = true;
    closing = true;
    end.stopReading();
    end.stopWriting();
    loop.callSoon(
        () -> {
          end.close();
          lost = true;
          owner.lost(cause);
        });
  }

  /** Closes at once and tells nobody. On the loop, or when the loop runs no more. */
  public final void discard() {
    closing = true;
    lost = true;
    end.close();
  }

  /** For people; any thread. */
  public final String state() {
    return lost ? "closed" : closing ? "closing" : "open";
  }

  @Override
  public final String toString() {
    return "%s[%s %s]".formatted(getClass().getSimpleName(), end, state());
  }
}
