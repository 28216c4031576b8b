package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixUnavailableException;

/**
 * A real-time signal that does nothing but end the system call of the thread that it is sent to,
 * with EINTR. Java has no such thing: an interrupt does not reach into a system call.
 *
 * <p>Its handler is a C function that no signal can harm, since a callback into Java must not be
 * one. The signal is one that nobody handles when it is first needed. It is kept until the process
 * ends, also over a restart or an update of the bundle, so that none is ever sent to a default
 * disposition, which would end the process.
 */
final class WakeSignal {

  /**
   * The highest but three. The JDK's sockets and channels take the highest but two, without asking
   * who has it.
   */
  private static final int HIGHEST = 61;

  /** The lowest is left to whoever takes the first that there is; glibc keeps those below. */
  private static final int LOWEST = 35;

  private static final int SIG_UNBLOCK = 1;
  private static final int SIGNAL_SET_BYTES = 128;

  private final NativeLibrary library;
  private final int number;
  private final Pointer set;
  private final int process = Math.toIntExact(ProcessHandle.current().pid());

  private WakeSignal(NativeLibrary library, int number) {
    this.library = library;
    this.number = number;
    set = library.allocate(SIGNAL_SET_BYTES);
    set.putLong(0, 1L << (number - 1));
  }

  /**
   * Finds one and gives it its handler.
   *
   * @throws PosixUnavailableException when each has somebody else's
   */
  static WakeSignal claim(NativeLibrary library) {
    SignalActions actions = new SignalActions(library);
    // abs: takes a number, as handlers do, and touches nothing else. No SA_RESTART.
    SignalActions.Action harmless = new SignalActions.Action(library.address("abs"), 0);
    OptionalInt free =
        IntStream.iterate(HIGHEST, number -> number >= LOWEST, number -> number - 1)
            .filter(number -> take(actions, number, harmless))
            .findFirst();
    if (free.isEmpty()) {
      throw new PosixUnavailableException(
          "a wait that blocks could not be ended: each of the signals %d to %d has a handler, or is ignored"
              .formatted(LOWEST, HIGHEST),
          null);
    }
    return new WakeSignal(library, free.getAsInt());
  }

  /** Whether it has the harmless handler now; an earlier copy of this bundle may have given it. */
  private static boolean take(SignalActions actions, int number, SignalActions.Action harmless) {
    SignalActions.Action found = actions.get(number);
    if (found.handler() != SignalActions.DEFAULT) {
      return found.equals(harmless);
    }
    SignalActions.Action replaced = actions.set(number, harmless);
    if (replaced.handler() == SignalActions.DEFAULT) {
      return true;
    }
    actions.set(number, replaced); // somebody was faster: it stays theirs
    return false;
  }

  int number() {
    return number;
  }

  /** Lets the calling thread have it, in case this process began with it blocked. */
  void admit() {
    int error = library.libc().pthread_sigmask(SIG_UNBLOCK, set, null);
    Reference.reachabilityFence(set);
    if (error != 0) {
      throw Errno.impossible("pthread_sigmask", error);
    }
  }

  /**
   * Sends it to one thread of this process. Where the user's queue of signals is full it is lost,
   * as one is that comes too early.
   *
   * @param thread the kernel's number of one that is alive
   */
  void send(int thread) {
    if (library.libc().tgkill(process, thread, number) != 0 && library.errno() != Errno.EAGAIN) {
      throw Errno.impossible("tgkill", library.errno());
    }
  }
}
