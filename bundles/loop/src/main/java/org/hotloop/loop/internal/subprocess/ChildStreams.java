package org.hotloop.loop.internal.subprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.FileStatus;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.Surroundings;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;

/**
 * What a child's three streams are connected to. Closing closes what was opened for the child,
 * which the parent must never keep, and those ends of the parent's that were not {@link
 * #leaveParentEnds left}.
 */
final class ChildStreams implements AutoCloseable {

  private static final List<String> NAMES = List.of("stdin", "stdout", "stderr");

  private final Descriptors descriptors;
  private final Surroundings surroundings;
  private final List<Descriptor> childEnds = new ArrayList<>(3);
  private final Map<Integer, Descriptor> parentEnds = new HashMap<>(4);
  private DescriptorTable table;
  private boolean parentEndsLeft;

  private ChildStreams(Posix posix) {
    descriptors = posix.descriptors();
    surroundings = posix.surroundings();
  }

  /**
   * Opens what {@code spec} asks for.
   *
   * @throws SpawnException naming what cannot be had; nothing is open then
   */
  static ChildStreams open(Posix posix, SubprocessSpec spec) throws SpawnException {
    ChildStreams streams = new ChildStreams(posix);
    try {
      streams.connect(spec);
      return streams;
    } catch (SpawnException | RuntimeException | Error e) {
      streams.close();
      throw e;
    }
  }

  /** The child's descriptors. */
  DescriptorTable table() {
    return table;
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

  private void connect(SubprocessSpec spec) throws SpawnException {
    List<Stdio> connections = List.of(spec.stdin(), spec.stdout(), spec.stderr());
    // Before anything is opened: what is opened could get the number of one that is not open.
    for (int fd = 0; fd < connections.size(); fd++) {
      requireOpen(fd, connections.get(fd));
    }
    for (int fd : spec.passedDescriptors()) {
      requireOpen("to be passed on", fd);
    }
    int stdin = connect(0, spec.stdin());
    int stdout = connect(1, spec.stdout());
    int stderr = spec.stderr() == Stdio.STDOUT ? stdout : connect(2, spec.stderr());
    table = new DescriptorTable(stdin, stdout, stderr, spec.passedDescriptors());
  }

  private void requireOpen(int fd, Stdio connection) throws SpawnException {
    if (connection instanceof Stdio.OpenDescriptor given) {
      requireOpen("given as " + NAMES.get(fd), given.fd());
    } else if (connection == Stdio.INHERIT && !descriptors.isOpen(fd)) {
      throw Refusal.EBADF.because(
          Reason.BAD_DESCRIPTOR,
          "%s cannot be inherited: this process's own is closed; connect it to Stdio.DEVNULL, say"
              .formatted(NAMES.get(fd)));
    }
  }

  private void requireOpen(String use, int fd) throws SpawnException {
    if (!descriptors.isOpen(fd)) {
      throw Refusal.EBADF.because(
          Reason.BAD_DESCRIPTOR,
          "descriptor %d, %s, is not open in this process: it must stay open until the child is"
                  .formatted(fd, use)
              + " started");
    }
  }

  private int connect(int fd, Stdio connection) throws SpawnException {
    if (connection instanceof Stdio.OpenDescriptor given) {
      return given.fd();
    }
    if (connection instanceof Stdio.FromFile file) {
      return openFile(fd, OsString.of(file.file()), FileUse.READ);
    }
    if (connection instanceof Stdio.ToFile file) {
      return openFile(fd, OsString.of(file.file()), file.append() ? FileUse.APPEND : FileUse.WRITE);
    }
    try {
      return connection == Stdio.INHERIT ? fd : openStandard(fd, connection);
    } catch (PosixException e) {
      throw SpawnFailure.of(Reason.OTHER, "no %s for the child".formatted(NAMES.get(fd)), e);
    }
  }

  private int openStandard(int fd, Stdio connection) throws PosixException {
    if (connection == Stdio.DEVNULL) {
      return descriptors.devNull();
    }
    Pipe pipe = descriptors.openPipe(fd != 0);
    childEnds.add(pipe.child());
    parentEnds.put(fd, pipe.parent());
    return pipe.child().fd();
  }

  private int openFile(int fd, OsString path, FileUse use) throws SpawnException {
    try {
      if (use == FileUse.READ && surroundings.status(path).kind() == FileStatus.Kind.FOLDER) {
        throw Refusal.EISDIR.because(
            Reason.STREAM_FILE,
            "%s: '%s' is a folder, which cannot be read".formatted(NAMES.get(fd), path));
      }
      Descriptor file = descriptors.openFile(path, use);
      childEnds.add(file);
      return file.fd();
    } catch (PosixException e) {
      throw SpawnFailure.of(
          Reason.STREAM_FILE, "%s: '%s' cannot be opened".formatted(NAMES.get(fd), path), e);
    }
  }
}
