package org.hotloop.itests.bench.internal.jvm;

import jnr.ffi.Pointer;

/** getrusage(2): the only clock of reaped children that does not go by hundredths of a second. */
public interface Rusage {

  /** As the C library has it. */
  int getrusage(int who, Pointer usage);
}
