package org.hotloop.posix.internal;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory outside the heap that each thread keeps for one call at a time: to allocate it anew, and
 * to have it freed, costs more than most calls do. What it holds is the call before's.
 */
final class CallMemory {

  /** As much as the largest of the small structures needs: that of statx. */
  static final int BYTES = 256;

  private static final ThreadLocal<Pointer> BLOCKS =
      ThreadLocal.withInitial(
          () -> Runtime.getSystemRuntime().getMemoryManager().allocateDirect(BYTES, true));

  private CallMemory() {}

  /** This thread's, for what is called next. */
  static Pointer ofThread() {
    return BLOCKS.get();
  }
}
