package org.hotloop.tck;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.Attributes;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.WaitResult.Running;

/** Children of this process that live until a test lets them go; no clock decides anything. */
final class RealChildren implements AutoCloseable {

  static final int SIGQUIT = 3;
  static final int SIGKILL = 9;
  static final int SIGCONT = 18;
  static final int SIGSTOP = 19;
  static final int SIGTSTP = 20;
  static final int SIGTTIN = 21;
  static final int SIGTTOU = 22;

  private static final Attributes OWN_GROUP =
      new Attributes(false, OptionalInt.of(0), OptionalInt.empty(), OptionalInt.empty());

  private final Posix posix = Posix.get();
  private final Children children = posix.children();
  private final Set<Long> pids = ConcurrentHashMap.newKeySet();
  private final Set<Gate> gates = ConcurrentHashMap.newKeySet();

  /** A gate that is shut. */
  Gate newGate() throws PosixException {
    Gate gate = new Gate(posix.descriptors().openPipe(false));
    gates.add(gate);
    return gate;
  }

  /** A child that exits with {@code code} once {@code gate} is open. */
  long spawn(Gate gate, int code) throws PosixException {
    return spawnReading(gate.behind(), code);
  }

  /** A child that exits with {@code code} once {@code stdin} is at its end. */
  long spawnReading(int stdin, int code) throws PosixException {
    return spawn(stdin, reading(code));
  }

  /** As {@link #spawn(Gate, int)}; a terminal's stop signals reach no group without a parent. */
  long spawnInItsOwnGroup(Gate gate, int code) throws PosixException {
    return spawn(gate.behind(), OWN_GROUP, reading(code));
  }

  private static String[] reading(int code) {
    return new String[] {"/bin/sh", "-c", "ulimit -c 0; read gate; exit " + code};
  }

  /** A child without a gate. */
  long spawn(String... command) throws PosixException {
    return spawn(posix.descriptors().devNull(), command);
  }

  /** Fails, in the child that is to become a program that is not there. */
  long spawnMissing() throws PosixException {
    return spawn("/no/such/program");
  }

  /** A child that reads {@code stdin}, and writes to nowhere. */
  long spawn(int stdin, String... command) throws PosixException {
    return spawn(stdin, Attributes.ORDINARY, command);
  }

  private long spawn(int stdin, Attributes attributes, String... command) throws PosixException {
    int devNull = posix.descriptors().devNull();
    Program program = Program.of(List.of(), command[0], command);
    SpawnRequest request =
        new SpawnRequest(program, new DescriptorTable(stdin, devNull, devNull), attributes);
    long pid = children.spawn(request);
    pids.add(pid);
    return pid;
  }

  /** Lets the children behind {@code gate} go and waits until they ended; nobody is told. */
  void end(Gate gate, long... ended) {
    gate.open();
    for (long pid : ended) {
      awaitEnded(pid);
    }
  }

  void signal(long pid, int signal) throws PosixException {
    if (!children.signal(pid, signal)) {
      throw new IllegalStateException("pid " + pid + " has been reaped");
    }
  }

  void awaitEnded(long pid) {
    Conditions.await("pid " + pid + " ends", () -> ProcFs.hasEnded(pid));
  }

  /** Whether nobody has waited for {@code pid}. */
  boolean isUnreaped(long pid) {
    return children.isChild(pid);
  }

  /** Waits for {@code pid} as a foreign party would, once it has ended. */
  boolean steal(long pid) {
    awaitEnded(pid);
    return children.reap(pid) instanceof Reaped;
  }

  /** Lets all children behind gates go. */
  void openGates() {
    gates.forEach(Gate::open);
  }

  /** Kills and reaps what a test has left, so that the next one begins without it. */
  @Override
  public void close() throws PosixException {
    openGates();
    for (long pid : pids) {
      children.signal(pid, SIGKILL);
      Conditions.await("pid " + pid + " is gone", () -> !(children.reap(pid) instanceof Running));
    }
  }

  /** Holds children back until it is opened, all at once. */
  static final class Gate {

    private final Descriptors.Pipe pipe;

    private Gate(Descriptors.Pipe pipe) {
      this.pipe = pipe;
    }

    /** Nobody holds the writing end then: the children read the end of the input. */
    void open() {
      pipe.parent().close();
      pipe.child().close();
    }

    /** The descriptor that a child reads. */
    int behind() {
      return pipe.child().fd();
    }
  }
}
