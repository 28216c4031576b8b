package org.hotloop.posix.internal;

import jnr.ffi.Pointer;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.posix.internal.PosixChildren.SpawnCall;

/**
 * What belongs to the process rather than to an open layer: the library, loaded or failed once and
 * for all, and the knowledge of our children, which outlives a restart of the bundle.
 */
record NativeProcess(
    NativeLibrary library, PosixChildren children, PosixPidfds pidfds, PosixExitWaits exitWaits) {

  private static final long INIT = 1;
  private static final int PR_GET_CHILD_SUBREAPER = 37;

  /** Guarded by the class. */
  private static NativeProcess loaded;

  /** Why it cannot be loaded. Guarded by the class. */
  private static PosixUnavailableException failure;

  /** Loads it on the first call; a failure is told again by each later one. */
  static synchronized NativeProcess get() {
    if (failure != null) {
      throw new PosixUnavailableException(failure.getMessage(), failure);
    }
    if (loaded == null) {
      loaded = load();
    }
    return loaded;
  }

  /** What belongs to {@code library} where children are made by {@code spawner}. */
  static NativeProcess of(NativeLibrary library, SpawnCall spawner) {
    WaitCalls waits = new WaitCalls(library);
    PidfdCalls calls = new PidfdCalls(library);
    PidfdProbe probe = new PidfdProbe(library, calls, waits);
    SignalCalls signals = new SignalCalls(library, calls, probe, waits);
    PosixChildren children = new PosixChildren(spawner, waits, signals);
    return new NativeProcess(
        library, children, new PosixPidfds(calls, probe, children), new PosixExitWaits(library));
  }

  /** Whether children whose own parent has ended become this process's. */
  boolean adoptsOrphans() {
    return ProcessHandle.current().pid() == INIT || isSubreaper();
  }

  private boolean isSubreaper() {
    Pointer subreaper = library.allocate(Integer.BYTES);
    int answer = library.libc().prctl(PR_GET_CHILD_SUBREAPER, subreaper);
    return answer == 0 && subreaper.getInt(0) != 0;
  }

  private static NativeProcess load() {
    try {
      NativeLibrary library = NativeLibrary.load();
      ChildSignal.settle();
      return of(library, new Spawner(library)::spawn);
    } catch (PosixUnavailableException e) {
      failure = e;
      throw e;
    }
  }
}
