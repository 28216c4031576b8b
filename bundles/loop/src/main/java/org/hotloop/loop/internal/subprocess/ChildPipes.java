package org.hotloop.loop.internal.subprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;

/**
 * What a child's three streams are connected to. Closing closes the child's ends, which the parent
 * must never keep, and those of the parent's that were not {@link #leaveParentEnds left}.
 */
final class ChildPipes implements AutoCloseable {

  private final Descriptors descriptors;
  private final List<Descriptor> childEnds = new ArrayList<>(3);
  private final Map<Integer, Descriptor> parentEnds = new HashMap<>(4);
  private int stdin;
  private int stdout;
  private int stderr;
  private boolean parentEndsLeft;

  private ChildPipes(Descriptors descriptors) {
    this.descriptors = descriptors;
  }

  /**
   * Opens what {@code spec} asks for.
   *
   * @throws PosixException when one cannot be opened; none is open then
   */
  static ChildPipes open(Descriptors descriptors, SubprocessSpec spec) throws PosixException {
    ChildPipes pipes = new ChildPipes(descriptors);
    try {
      pipes.stdin = pipes.connect(0, spec.stdin());
      pipes.stdout = pipes.connect(1, spec.stdout());
      pipes.stderr = pipes.connect(2, spec.stderr());
      return pipes;
    } catch (PosixException | RuntimeException e) {
      pipes.close();
      throw e;
    }
  }

  /** The descriptor that becomes the child's 0. */
  int stdin() {
    return stdin;
  }

  /** The descriptor that becomes the child's 1. */
  int stdout() {
    return stdout;
  }

  /** The descriptor that becomes the child's 2. */
  int stderr() {
    return stderr;
  }

  /** Our ends of the pipes, by the child's descriptor. */
  Map<Integer, Descriptor> parentEnds() {
    return Map.copyOf(parentEnds);
  }

  /** Our ends belong to somebody else now. */
  void leaveParentEnds() {
    parentEndsLeft = true;
  }

  @Override
  public void close() {
    childEnds.forEach(Descriptor::close);
    if (!parentEndsLeft) {
      parentEnds.values().forEach(Descriptor::close);
    }
  }

  private int connect(int fd, Stdio connection) throws PosixException {
    return switch ((Stdio.Standard) connection) {
      case PIPE -> openPipe(fd);
      case DEVNULL -> descriptors.devNull();
      case INHERIT -> fd;
      case STDOUT -> stdout;
    };
  }

  private int openPipe(int fd) throws PosixException {
    Pipe pipe = descriptors.openPipe(fd != 0);
    childEnds.add(pipe.child());
    parentEnds.put(fd, pipe.parent());
    return pipe.child().fd();
  }
}
