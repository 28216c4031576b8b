package org.hotloop.itests.bench.internal.jvm;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;

/** What measuring needs of the C library. */
public interface Libc {

  /** The one of this process. */
  Libc INSTANCE = LibraryLoader.loadLibrary(Libc.class, Map.of(), "c");

  /** getrusage(2): the only clock of reaped children that does not go by hundredths of a second. */
  int getrusage(int who, Pointer usage);

  /** malloc_trim(3): gives back what was freed. */
  int malloc_trim(long pad);
}
