package org.hotloop.itests.bench.internal.jvm.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.hotloop.itests.bench.internal.jvm.CpuTime;

/**
 * Waits until a child is at rest. A spawn returns in the midst of the child's exec, and a signal
 * would have to wait for the rest of that, which grows with the descriptors that the child must not
 * have. The kernel tells nobody, so it is asked; what that costs is counted apart. One at a time.
 */
final class Rest {

  private static final long PAUSE_NANOS = 20_000;
  private static final String ASLEEP_OR_ENDED = "SZ";
  private static final String NAME_END = ") ";

  private volatile long cpuNanos;

  void await(long pid) {
    long before = CpuTime.now().selfNanos();
    do {
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (!isAtRest(pid));
    cpuNanos += CpuTime.now().selfNanos() - before;
  }

  private static boolean isAtRest(long pid) {
    try {
      String stat =
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")),
              StandardCharsets.ISO_8859_1);
      char state = stat.charAt(stat.lastIndexOf(NAME_END) + NAME_END.length());
      return ASLEEP_OR_ENDED.indexOf(state) >= 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the waits have cost so far. */
  long cpuNanos() {
    return cpuNanos;
  }
}
