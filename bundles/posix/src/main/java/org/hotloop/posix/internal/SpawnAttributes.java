package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import org.hotloop.posix.SpawnRequest.Attributes;

/**
 * How every child begins: no signal blocked, every disposition the default one; and how some stand:
 * in a session or a group of their own choice. Only read once made, so threads can share one.
 */
final class SpawnAttributes implements AutoCloseable {

  /** More than any C library needs (glibc: 336 and 128), since no call tells. */
  private static final int ATTRIBUTES_BYTES = 1024;

  private static final int SIGNAL_SET_BYTES = 128;
  private static final int SETPGROUP = 0x02;
  private static final int SETSIGDEF = 0x04;
  private static final int SETSIGMASK = 0x08;
  private static final int SETSID = 0x80;

  private final Libc libc;
  private final Pointer memory;

  SpawnAttributes(NativeLibrary library, Attributes attributes) {
    libc = library.libc();
    memory = library.allocate(ATTRIBUTES_BYTES);
    require(libc.posix_spawnattr_init(memory));
    setSignals(library);
    int flags = SETSIGDEF | SETSIGMASK;
    if (attributes.newSession()) {
      flags |= SETSID;
    }
    if (attributes.processGroup().isPresent()) {
      flags |= SETPGROUP;
      require(libc.posix_spawnattr_setpgroup(memory, attributes.processGroup().getAsInt()));
    }
    require(libc.posix_spawnattr_setflags(memory, (short) flags));
  }

  /** Whether these need memory of their own. */
  static boolean areShared(Attributes attributes) {
    return !attributes.newSession() && attributes.processGroup().isEmpty();
  }

  Pointer memory() {
    return memory;
  }

  /** Frees what the C library allocated. Once. */
  @Override
  public void close() {
    require(libc.posix_spawnattr_destroy(memory));
    Reference.reachabilityFence(memory);
  }

  private void setSignals(NativeLibrary library) {
    Pointer none = library.allocate(SIGNAL_SET_BYTES);
    Pointer all = library.allocate(SIGNAL_SET_BYTES);
    // sigfillset leaves out glibc's own two signals, and every child would be born ignoring them
    all.setMemory(0, SIGNAL_SET_BYTES, (byte) 0xff);
    require(libc.posix_spawnattr_setsigmask(memory, none));
    require(libc.posix_spawnattr_setsigdefault(memory, all));
    Reference.reachabilityFence(none);
    Reference.reachabilityFence(all);
  }

  private static void require(int error) {
    if (error != 0) {
      throw Errno.impossible("posix_spawnattr", error);
    }
  }
}
