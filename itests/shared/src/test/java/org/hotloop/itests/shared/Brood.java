package org.hotloop.itests.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.Signaled;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;

/**
 * Children that live until they are let go, and then end each in its own way: with a code, when
 * their input is closed, or by a signal. What their handlers are told is kept as a ledger: nothing
 * of it comes from the code under test.
 */
public final class Brood implements AutoCloseable {

  private static final int CODES = 251;
  private static final int[] SIGNALS = {1, 2, 9, 10, 13, 14, 15};

  private final Posix posix;
  private final Runnable whenTold;
  private final List<Child> children = new ArrayList<>();

  /** Spawned and watched by means of these. */
  public Brood(Posix posix, ChildWatcher watcher, int size) throws PosixException {
    this(posix, watcher, size, () -> {});
  }

  /**
   * Spawned and watched by means of these.
   *
   * @param whenTold what each handler does after it was told
   */
  public Brood(Posix posix, ChildWatcher watcher, int size, Runnable whenTold)
      throws PosixException {
    this.posix = posix;
    this.whenTold = whenTold;
    for (int id = 0; id < size; id++) {
      children.add(spawn(watcher, id));
    }
  }

  private Child spawn(ChildWatcher watcher, int id) throws PosixException {
    Descriptors.Pipe input = posix.descriptors().openPipe(false);
    int devNull = posix.descriptors().devNull();
    int code = id % CODES;
    Program program = Program.of(List.of(), "/bin/sh", "sh", "-c", "read gate; exit " + code);
    SpawnRequest request =
        new SpawnRequest(program, new DescriptorTable(input.child().fd(), devNull, devNull));
    Queue<ExitStatus> told = new ConcurrentLinkedQueue<>();
    try (ForkGuard guard = watcher.enter()) {
      long pid = posix.children().spawn(request);
      watcher.addChildHandler(
          pid,
          (ended, status) -> {
            told.add(status);
            whenTold.run();
          });
      return new Child(pid, input.parent(), id % 2 == 0 ? new Exited(code) : bySignal(id), told);
    } finally {
      input.child().close();
    }
  }

  private static ExitStatus bySignal(int id) {
    return new Signaled(SIGNALS[id / 2 % SIGNALS.length], false);
  }

  /** How many there are, alive or not. */
  public int size() {
    return children.size();
  }

  /** Lets those from {@code from} on, before {@code to}, end. */
  public void end(int from, int to) throws PosixException {
    for (Child child : children.subList(from, to)) {
      if (child.expected instanceof Signaled signaled) {
        posix.children().signal(child.pid, signaled.signal());
      }
      child.gate.close();
    }
  }

  /** How many handlers were called so far. */
  public long told() {
    return children.stream().filter(child -> !child.told.isEmpty()).count();
  }

  /** How many have ended and wait for somebody to wait for them. */
  public long zombies() {
    return children.stream().filter(Child::isZombie).count();
  }

  /** What is wrong with the ledger: not told, told twice, told another's end. Empty is right. */
  public List<String> faults() {
    return children.stream().filter(child -> !child.isRight()).map(Child::toString).toList();
  }

  /** Ends what still lives. */
  @Override
  public void close() throws PosixException {
    for (Child child : children) {
      posix.children().signal(child.pid, 9);
      child.gate.close();
    }
  }

  private record Child(
      long pid, Descriptor gate, ExitStatus expected, Queue<ExitStatus> told) {

    private boolean isRight() {
      return List.copyOf(told).equals(List.of(expected));
    }

    private boolean isZombie() {
      try {
        // "pid (sh) state …"
        return Files.readString(Path.of("/proc", Long.toString(pid), "stat")).contains(") Z ");
      } catch (IOException e) {
        return false; // reaped: the kernel knows it no more
      }
    }
  }
}
