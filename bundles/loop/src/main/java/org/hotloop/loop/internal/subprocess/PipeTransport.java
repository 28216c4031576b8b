package org.hotloop.loop.internal.subprocess;

import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.transport.BaseTransport;

/**
 * Our end of one of a child's pipes: open, closing (nothing is polled any more, the loss is on its
 * way to the protocol), lost. Loop's thread only, but where a method says otherwise.
 */
abstract sealed class PipeTransport implements BaseTransport
    permits ReadPipeTransport, WritePipeTransport {

  final EventLoop loop;
  final RawReadiness descriptors;
  final Descriptor pipe;
  final int fd;
  final ChildTransport child;
  private boolean losing;
  private volatile boolean closing;
  private volatile boolean lost;

  PipeTransport(PipeLoop pipeLoop, ChildTransport child, int fd, Descriptor pipe) {
    loop = pipeLoop.loop();
    descriptors = pipeLoop.descriptors();
    this.child = child;
    this.fd = fd;
    this.pipe = pipe;
  }

  /** Begins to poll, unless the protocol has paused or closed it already. */
  abstract void start();

  @Override
  public final boolean isClosing() {
    return closing;
  }

  /** Whether the protocol was told of the loss. */
  final boolean isLost() {
    return lost;
  }

  /** From now on nothing new is taken; what is buffered may still go. */
  final void beginClosing() {
    closing = true;
  }

  /**
   * Polls no more and tells the protocol in the next iteration, so never from inside its calls. The
   * first call counts.
   */
  final void lose(Optional<Throwable> cause) {
    if (losing || lost) {
      return;
    }
    losing = true;
    closing = true;
    stopPolling();
    loop.callSoon(
        () -> {
          pipe.close();
          lost = true;
          child.pipeLost(fd, cause);
        });
  }

  /** Closes at once and tells nobody. On the loop, or when the loop runs no more. */
  final void discard() {
    closing = true;
    lost = true;
    if (pipe.isOpen()) {
      stopPolling();
      pipe.close();
    }
  }

  private void stopPolling() {
    descriptors.remove(pipe.fd(), Interest.READ);
    descriptors.remove(pipe.fd(), Interest.WRITE);
  }

  /** For people; any thread. */
  final String state() {
    return lost ? "closed" : closing ? "closing" : "open";
  }

  @Override
  public final String toString() {
    return "%s[fd=%d %s]".formatted(getClass().getSimpleName(), fd, state());
  }
}
