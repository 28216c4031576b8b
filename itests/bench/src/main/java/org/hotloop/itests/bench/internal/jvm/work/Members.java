package org.hotloop.itests.bench.internal.jvm.work;

import java.io.IOException;
import java.util.Map;
import org.hotloop.itests.bench.internal.jvm.CpuTime;
import org.hotloop.itests.bench.internal.jvm.Footprint;

/** Many that are there at once, and what they take: memory, and the CPU time of their making. */
final class Members {

  private final long count;
  private final long kibBefore;
  private final long cpuBefore;
  private long kib;
  private long cpuNanos;

  /** Before so many are made. */
  Members(long count) throws IOException {
    this.count = count;
    this.kibBefore = Footprint.kib();
    this.cpuBefore = CpuTime.now().selfNanos();
  }

  /** All are there. */
  void made() throws IOException {
    cpuNanos = CpuTime.now().selfNanos() - cpuBefore;
    kib = Footprint.kib() - kibBefore;
  }

  Map<String, Object> figures() {
    return Map.of("members", count, "membersKiB", kib, "membersCpuNanos", cpuNanos);
  }
}
