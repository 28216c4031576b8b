package org.hotloop.posix.internal;

import jnr.ffi.Pointer;

/** {@code struct epoll_event}, which x86-64 alone packs. */
final class EpollEvent {

  private static final boolean PACKED = !System.getProperty("os.arch").equals("aarch64");
  private static final int DATA = PACKED ? Integer.BYTES : Long.BYTES;

  /** The size of one. */
  static final int BYTES = DATA + Long.BYTES;

  private EpollEvent() {}

  static void put(Pointer memory, int events, long data) {
    memory.putInt(0, events);
    memory.putLong(DATA, data);
  }

  static int events(Pointer array, int index) {
    return array.getInt((long) index * BYTES);
  }

  static long data(Pointer array, int index) {
    return array.getLong((long) index * BYTES + DATA);
  }
}
