package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;

/**
 * How every child begins: no signal blocked, every disposition the default one. Made once and only
 * read afterwards, so all threads share it.
 */
final class SpawnAttributes {

  /** More than any C library needs (glibc: 336 and 128), since no call tells. */
  private static final int ATTRIBUTES_BYTES = 1024;

  private static final int SIGNAL_SET_BYTES = 128;
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;

  private final Pointer memory;

  SpawnAttributes(NativeLibrary library) {
    memory = library.allocate(ATTRIBUTES_BYTES);
    Libc libc = library.libc();
    Pointer none = library.allocate(SIGNAL_SET_BYTES);
    Pointer all = library.allocate(SIGNAL_SET_BYTES);
    // sigfillset leaves out glibc's own two signals, and every child would be born ignoring them
    all.setMemory(0, SIGNAL_SET_BYTES, (byte) 0xff);
    require(libc.posix_spawnattr_init(memory));
    require(libc.posix_spawnattr_setsigmask(memory, none));
    require(libc.posix_spawnattr_setsigdefault(memory, all));
    require(libc.posix_spawnattr_setflags(memory, (short) (SETSIGDEF | SETSIGMASK)));
    Reference.reachabilityFence(none);
    Reference.reachabilityFence(all);
  }

  Pointer memory() {
    return memory;
  }

  private static void require(int error) {
    if (error != 0) {
      throw Errno.impossible("posix_spawnattr", error);
    }
  }
}
