package org.hotloop.loop.internal.subprocess;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.child.ExitStatus;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.loop.internal.transport.WriteBuffer;
import org.hotloop.posix.Descriptor;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.transport.BaseTransport;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/**
 * A child as its loop sees it: new (no protocol yet; an exit is held back), connected, finished
 * (the protocol was told of everything), or discarded: it tells nobody anything any more and is
 * there only so that its child is reaped.
 *
 * <p>Made on a spawning thread, then the loop's thread only, but for what the interface leaves to
 * any thread and {@link #exited}.
 */
final class ChildTransport implements SubprocessTransport, WriteBuffer.FlowListener {

  private static final Logger LOGGER = System.getLogger(ChildTransport.class.getName());
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private final EventLoop loop;
  private final SubprocessStarter starter;
  private final OwnerStop ownerStop;
  private final Child child;
  private final ChildPipes pipes;
  private SubprocessProtocol protocol;
  private boolean exitArrived;
  private boolean exitTold;
  private boolean finished;
  private volatile boolean closed;
  private volatile boolean discarded;

  ChildTransport(
      EventLoop loop,
      SubprocessStarter starter,
      OwnerStop ownerStop,
      Child child,
      Map<Integer, Descriptor> pipeEnds) {
    this.loop = loop;
    this.starter = starter;
    this.ownerStop = ownerStop;
    this.child = child;
    pipes = new ChildPipes(pipeEnds);
  }

  @Override
  public long getPid() {
    return child.pid();
  }

  @Override
  public Optional<ExitStatus> getExitStatus() {
    return child.status();
  }

  @Override
  public Optional<BaseTransport> getPipeTransport(int fd) {
    return pipes.transport(fd).map(BaseTransport.class::cast);
  }

  @Override
  public Optional<SubprocessProtocol> getProtocol() {
    return Optional.ofNullable(protocol);
  }

  @Override
  public void setProtocol(SubprocessProtocol next) {
    Objects.requireNonNull(next, "protocol");
    if (protocol != null) {
      protocol = next;
    }
  }

  @Override
  public void sendSignal(int signal) {
    child.signal(signal);
  }

  @Override
  public void sendSignalToGroup(int signal) {
    child.signalGroup(signal);
  }

  @Override
  public void terminate() {
    sendSignal(SIGTERM);
  }

  @Override
  public void kill() {
    sendSignal(SIGKILL);
  }

  @Override
  public boolean isClosing() {
    return closed;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    pipes.close(child.killIfRunning());
  }

  /** The protocol's beginning; an exit that came before follows. */
  void connect(SubprocessProtocol newProtocol) {
    protocol = newProtocol;
    pipes.connect(starter.pipeLoop(), this);
    tell("connectionMade", () -> protocol.connectionMade(this));
    pipes.start();
    if (exitArrived) {
      loop.callSoon(this::processExited);
    }
  }

  /** The child has ended. On whichever thread its watcher tells so. */
  void exited(long pid, ExitStatus status) {
    child.ended(status);
    // Against a discard beside this: each writes its own mark before it reads the other's.
    if (discarded) {
      starter.over(this);
      return;
    }
    try {
      loop.callSoonThreadsafe(this::processExited);
    } catch (EventLoopClosedException e) {
      starter.over(this);
      LOGGER.log(
          Level.WARNING,
          "pid {0} ended ({1}) after its event loop was closed; nobody is told",
          Long.toString(pid),
          status);
    }
  }

  /** A pipe has ended. */
  void pipeLost(int fd, Optional<Throwable> cause) {
    if (!discarded) {
      tell("pipeConnectionLost", () -> protocol.pipeConnectionLost(fd, cause));
      finishWhenOver();
    }
  }

  /**
   * Nobody wants this child: closes its pipes and kills it, and tells nobody. On the loop, or where
   * the loop has not seen it or runs no more.
   */
  void discard() {
    letGo();
    child.killIfRunning();
  }

  /**
   * The loop is closed and runs no callback beside this. As {@link #discard()}, but a child that
   * may outlive its owner also outlives the loop.
   */
  void discard(EventLoopClosedException cause) {
    SubprocessProtocol last = protocol;
    letGo();
    if (ownerStop == OwnerStop.KILL) {
      child.killIfRunning();
    }
    if (last instanceof ClosedLoopListener listener) {
      listener.loopClosed(cause);
    }
  }

  /**
   * After {@link #discard(EventLoopClosedException)}: what was killed there is reaped somewhere.
   */
  void reapIfUnwatched(Orphans orphans) {
    if (ownerStop == OwnerStop.KILL) {
      child.reapIfUnwatched(orphans);
    }
  }

  private void letGo() {
    closed = true;
    discarded = true;
    pipes.discard();
    protocol = null;
    if (child.status().isPresent()) {
      starter.over(this);
    }
  }

  /** The protocol, where it is of ours and makes streams. */
  Optional<StreamsProtocol> streams() {
    return protocol instanceof StreamsProtocol streams ? Optional.of(streams) : Optional.empty();
  }

  /** A pipe brought data. */
  void received(int fd, ByteBuffer data) {
    tell("pipeDataReceived", () -> protocol.pipeDataReceived(fd, data));
  }

  /** Stdin's buffer is above its mark. */
  @Override
  public void pauseWriting() {
    tell("pauseWriting", () -> protocol.pauseWriting());
  }

  /** Stdin's buffer is at its low mark. */
  @Override
  public void resumeWriting() {
    tell("resumeWriting", () -> protocol.resumeWriting());
  }

  private void processExited() {
    exitArrived = true;
    if (discarded) {
      starter.over(this);
    } else if (protocol != null) { // else connect() comes back to it
      tell("processExited", () -> protocol.processExited());
      exitTold = true;
      finishWhenOver();
    }
  }

  private void finishWhenOver() {
    if (exitTold && !finished && pipes.areLost()) {
      finished = true;
      loop.callSoon(this::finish);
    }
  }

  private void finish() {
    closed = true;
    SubprocessProtocol last = protocol;
    protocol = null;
    tell("connectionLost", () -> last.connectionLost(Optional.empty()));
    starter.over(this);
  }

  /** Whatever a protocol throws, the transport's own state goes on. */
  private void tell(String what, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      loop.callExceptionHandler(ExceptionContext.of("%s of %s failed".formatted(what, this), e));
    }
  }

  @Override
  public String toString() {
    return "SubprocessTransport[%s%s%s]".formatted(child, pipes, closed ? " closed" : "");
  }
}
