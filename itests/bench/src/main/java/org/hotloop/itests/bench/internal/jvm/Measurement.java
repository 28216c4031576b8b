package org.hotloop.itests.bench.internal.jvm;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clocks around a measured part, which begins when this is made. */
final class Measurement {

  private final ThreadMXBean javaThreads = ManagementFactory.getThreadMXBean();
  private final CpuTime cpu;
  private final long begun;

  Measurement() {
    javaThreads.resetPeakThreadCount();
    cpu = CpuTime.now();
    begun = System.nanoTime();
  }

  /**
   * What it has cost up to now, in the fields that every peer prints.
   *
   * @param apartNanos CPU time that is not to be counted
   */
  Map<String, Object> fields(long apartNanos) throws IOException {
    long wall = System.nanoTime() - begun;
    CpuTime now = CpuTime.now();
    ProcStatus status = ProcStatus.now();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("wallNanos", wall);
    fields.put("selfCpuNanos", now.selfNanos() - cpu.selfNanos() - apartNanos);
    fields.put("childrenCpuNanos", now.childrenNanos() - cpu.childrenNanos());
    // the virtual machine's own threads are no Java threads, but they do not come and go
    long others = status.threads() - javaThreads.getThreadCount();
    fields.put("threads", others + javaThreads.getPeakThreadCount());
    fields.put("residentKiB", Footprint.kib());
    return fields;
  }
}
