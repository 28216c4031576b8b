package org.hotloop.itests.bench.internal.jvm;

import java.util.concurrent.TimeUnit;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * CPU time so far, user and system: of this process with all of its threads, ended ones too, and of
 * the children that it has reaped.
 */
public record CpuTime(long selfNanos, long childrenNanos) {

  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_CHILDREN = -1;

  /** Room for the struct, which begins with the timevals of user and system. */
  private static final int STRUCT_BYTES = 144;

  private static final int TIMEVAL_BYTES = 16;
  private static final int MICROS_AT = 8;

  /** Reads both. */
  public static CpuTime now() {
    return new CpuTime(read(RUSAGE_SELF), read(RUSAGE_CHILDREN));
  }

  private static long read(int who) {
    Pointer usage = Memory.allocateDirect(Runtime.getRuntime(Libc.INSTANCE), STRUCT_BYTES, true);
    if (Libc.INSTANCE.getrusage(who, usage) != 0) {
      throw new IllegalStateException("getrusage failed");
    }
    return timeval(usage, 0) + timeval(usage, TIMEVAL_BYTES);
  }

  private static long timeval(Pointer usage, int at) {
    return TimeUnit.SECONDS.toNanos(usage.getLong(at))
        + TimeUnit.MICROSECONDS.toNanos(usage.getLong(at + MICROS_AT));
  }
}
