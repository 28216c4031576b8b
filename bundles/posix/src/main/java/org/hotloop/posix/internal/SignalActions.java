package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;

/** What the kernel does with a signal, as C code sees it. The same on both architectures. */
final class SignalActions {

  /** The default, as a handler's address. */
  static final long DEFAULT = 0;

  private static final int BYTES = 152;
  private static final int HANDLER = 0;
  private static final int FLAGS = 136;
  private static final int SA_RESTORER = 0x0400_0000;

  private final NativeLibrary library;

  SignalActions(NativeLibrary library) {
    this.library = library;
  }

  /**
   * What happens at a delivery.
   *
   * @param handler a C function's address, or {@link #DEFAULT}
   * @param flags such as SA_RESTART
   */
  record Action(long handler, int flags) {}

  /** What happens now. */
  Action get(int signal) {
    Pointer found = library.allocate(BYTES);
    require(library.libc().sigaction(signal, null, found));
    return read(found);
  }

  /**
   * Lets a C function be called, with no other signal blocked meanwhile.
   *
   * @return what has happened before
   */
  Action set(int signal, Action action) {
    Pointer found = library.allocate(BYTES);
    Pointer next = library.allocate(BYTES);
    next.putAddress(HANDLER, action.handler());
    next.putInt(FLAGS, action.flags());
    require(library.libc().sigaction(signal, next, found));
    Reference.reachabilityFence(next);
    return read(found);
  }

  private Action read(Pointer found) {
    // what the C library adds for itself is none of the flags that somebody asked for
    Action action = new Action(found.getAddress(HANDLER), found.getInt(FLAGS) & ~SA_RESTORER);
    Reference.reachabilityFence(found);
    return action;
  }

  private void require(int answer) {
    if (answer != 0) {
      throw Errno.impossible("sigaction", library.errno());
    }
  }
}
