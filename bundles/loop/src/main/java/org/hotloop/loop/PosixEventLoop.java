package org.hotloop.loop;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hotloop.loop.internal.LazySubprocesses;
import org.hotloop.loop.internal.PollerPlace;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.loop.internal.SignalSubscriptions;
import org.hotloop.loop.internal.pipe.DescriptorEnd;
import org.hotloop.loop.internal.pipe.Pipes;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;

/**
 * Signal handlers, raw descriptors and children: what asyncio's {@code unix_events} adds to its
 * base.
 *
 * <p>Signal handlers need no native code. Raw descriptors and children do, and where it cannot be
 * loaded they raise {@link org.hotloop.posix.PosixUnavailableException}.
 */
@SuppressWarnings("this-escape") // the parts keep their loop, and call it only once it is used
public abstract class PosixEventLoop extends BaseEventLoop {

  private final SignalSubscriptions signals = new SignalSubscriptions(this);
  private final RawReadiness descriptors = new RawReadiness(this, this::handle);
  private final LazySubprocesses subprocesses = new LazySubprocesses(this::front, this::handle);

  /** The running thread's, but for wakes. */
  private final PollerPlace place = new PollerPlace();

  /** On raw descriptors. Null before the first one. Loop's thread, or while it does not run. */
  private Pipes<Integer> pipes;

  /** A loop that is not running. */
  protected PosixEventLoop() {}

  /** Where the loop can wait for raw descriptors itself. */
  final PollerPlace place() {
    return place;
  }

  @Override
  protected void pausePolling() {
    place.close();
  }

  @Override
  public void addReader(int fd, Runnable callback) {
    checkThread();
    descriptors.add(fd, Interest.READ, callback);
  }

  @Override
  public boolean removeReader(int fd) {
    checkThread();
    return descriptors.remove(fd, Interest.READ);
  }

  @Override
  public void addWriter(int fd, Runnable callback) {
    checkThread();
    descriptors.add(fd, Interest.WRITE, callback);
  }

  @Override
  public boolean removeWriter(int fd) {
    checkThread();
    return descriptors.remove(fd, Interest.WRITE);
  }

  @Override
  public <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> connectReadPipe(
      Supplier<P> protocol, int fd) {
    return pipes().read(protocol, fd);
  }

  @Override
  public <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> connectWritePipe(
      Supplier<P> protocol, int fd) {
    return pipes().write(protocol, fd);
  }

  private Pipes<Integer> pipes() {
    checkThread();
    checkOpen();
    if (pipes == null) {
      RawReadiness readiness = new RawReadiness(front(), this::handle);
      pipes = new Pipes<>(front(), fd -> DescriptorEnd.take(front(), readiness, fd));
    }
    return pipes;
  }

  @Override
  public void addSignalHandler(String signal, Runnable callback) {
    signals.add(signal, handle(callback));
  }

  @Override
  public boolean removeSignalHandler(String signal) {
    return signals.remove(signal);
  }

  @Override
  public CompletionStage<SubprocessTransport> subprocessExec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec) {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(spec, "spec");
    return subprocesses.get().exec(protocol, spec);
  }

  @Override
  protected boolean hasMade() {
    return super.hasMade() || !subprocesses.isIdle() || (pipes != null && !pipes.isIdle());
  }

  @Override
  protected void retireMade() {
    subprocesses.retire();
    super.retireMade();
  }

  @Override
  protected void closeMade() {
    // From the last to the first, each even where one before it failed.
    try (subprocesses;
        Pipes<Integer> connected = pipes) {
      super.closeMade();
    }
  }

  @Override
  protected void closeResources() {
    try (descriptors) {
      signals.close(); // the descriptors even where this fails
    }
  }
}
