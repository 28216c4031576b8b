package org.hotloop.itests.stress.internal.watcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.ForkGuard;
import org.hotloop.itests.stress.internal.ClientBundle;
import org.hotloop.itests.stress.internal.watcher.Ending.Way;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.Environment;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;

/**
 * Where children come from, and who lets them go. Each is one process of {@code /bin/sh}, which
 * reads byte by byte: those that wait share one pipe, and each line in it lets one of them go. Any
 * thread.
 */
final class Nursery implements AutoCloseable {

  private final Posix posix;
  private final Books books;
  private final int ledger;
  private final Pipe gate;

  /** Nobody writes into it; its end lets all of them go, when this is closed. */
  private final Pipe mute;

  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Runnable> killable = new ConcurrentLinkedQueue<>();

  /**
   * @param ledger the descriptor that appends to the ledger
   */
  Nursery(Posix posix, Books books, int ledger) throws PosixException {
    this.posix = posix;
    this.books = books;
    this.ledger = ledger;
    this.gate = posix.descriptors().openPipe(false);
    this.mute = posix.descriptors().openPipe(false);
  }

  /** Starts a child by means of the subprocess service; {@code done} runs when it is told, once. */
  void spawnByService(ClientBundle client, Child child, Runnable done) {
    SubprocessSpec spec =
        SubprocessSpec.exec("/bin/sh", arguments(child))
            .env(Environment.empty())
            .stdin(Stdio.descriptor(stdin(child)))
            .stdout(Stdio.descriptor(ledger))
            .stderr(Stdio.DEVNULL);
    client
        .subprocesses()
        .createSubprocessExec(spec)
        .thenCompose(
            subprocess -> {
              started(child, subprocess.pid(), () -> signal(child, subprocess));
              return subprocess
                  .waitFor()
                  .thenAccept(status -> told(child, subprocess.pid(), status, done));
            })
        .whenComplete((nothing, failure) -> reportFailure(child, failure, done));
  }

  private void reportFailure(Child child, Throwable failureOrNull, Runnable done) {
    if (failureOrNull != null) {
      books.failed(child, "the subprocess service", failureOrNull);
      done.run();
    }
  }

  /** Starts a child beneath the subprocess service, with a handler at the watcher. */
  @SuppressWarnings("try") // the guard is there to be closed
  void spawnByHand(ClientBundle client, Child child, Runnable done) {
    try (ForkGuard guard = client.watcher().enter()) {
      int devNull = posix.descriptors().devNull();
      SpawnRequest request =
          new SpawnRequest(
              Program.of(List.of(), "/bin/sh", argv(child)),
              new DescriptorTable(stdin(child), ledger, devNull));
      long pid = posix.children().spawn(request);
      started(child, pid, () -> signal(child, pid));
      client.watcher().addChildHandler(pid, (ended, status) -> told(child, ended, status, done));
    } catch (PosixException | RuntimeException failure) {
      books.failed(child, "the watcher", failure);
      done.run();
    }
  }

  /** A handler that is called twice must not let a second child in. */
  private void told(Child child, long pid, ExitStatus status, Runnable done) {
    if (books.told(child, pid, status)) {
      done.run();
    }
  }

  private void started(Child child, long pid, Runnable kill) {
    books.started(child, pid);
    switch (child.ending().way()) {
      case WHEN_RELEASED -> waiting.incrementAndGet();
      case BY_OUR_SIGNAL -> killable.add(kill);
      default -> {}
    }
  }

  private int stdin(Child child) {
    return (child.ending().way() == Way.BY_OUR_SIGNAL ? mute : gate).child().fd();
  }

  private static String[] argv(Child child) {
    String[] arguments = arguments(child);
    String[] argv = new String[arguments.length + 1];
    argv[0] = "sh";
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    return argv;
  }

  private static String[] arguments(Child child) {
    return new String[] {
      "-c",
      child.ending().script(),
      "sh",
      Integer.toString(child.id()),
      Integer.toString(child.ending().returncode())
    };
  }

  private void signal(Child child, Subprocess subprocess) {
    subprocess.sendSignal(-child.ending().returncode());
  }

  private void signal(Child child, long pid) {
    try {
      if (!posix.children().signal(pid, -child.ending().returncode())) {
        books.failed(child, "it was gone before it was killed", new IllegalStateException());
      }
    } catch (PosixException failure) {
      books.failed(child, "it could not be killed", failure);
    }
  }

  /** How many could be let go now, by a line or by a signal. */
  int waiting() {
    return waiting.get() + killable.size();
  }

  /** Lets at most that many of those go that wait for a line. One thread at a time. */
  void release(int atMost) throws IOException {
    int lines = Math.min(atMost, waiting.get());
    waiting.addAndGet(-lines);
    write(lines);
  }

  /** Kills at most that many of those that wait for a signal. */
  void kill(int atMost) {
    for (int i = 0; i < atMost && !killable.isEmpty(); i++) {
      killable.remove().run();
    }
  }

  private void write(int lines) throws IOException {
    Descriptor parent = gate.parent();
    for (int i = 0; i < lines; i++) {
      if (parent.write(ByteBuffer.wrap(new byte[] {'\n'})) == 0) {
        throw new IOException("the pipe is full: children do not read it");
      }
    }
  }

  @Override
  public void close() {
    for (Pipe pipe : List.of(gate, mute)) {
      pipe.parent().close();
      pipe.child().close();
    }
  }
}
