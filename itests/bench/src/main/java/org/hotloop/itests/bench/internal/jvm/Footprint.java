package org.hotloop.itests.bench.internal.jvm;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The memory that this virtual machine needs: what lives in the heap, and what is resident beside
 * the heap. All of the heap is resident from the beginning ({@code -XX:+AlwaysPreTouch}), so that
 * what is resident says how much garbage there has been only where this is left out.
 */
public final class Footprint {

  private static final int KIB = 1024;

  private Footprint() {}

  /**
   * Collects the garbage, and asks; takes a while. What compilers have freed, megabytes of it, is
   * given back before: it is resident or not by chance.
   */
  public static long kib() throws IOException {
    System.gc();
    Libc.INSTANCE.malloc_trim(0);
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long live = memory.getHeapMemoryUsage().getUsed() / KIB;
    return live + ProcStatus.now().residentKiB() - heapKiB();
  }

  private static long heapKiB() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      Object option =
          beans.invoke(
              new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
              "getVMOption",
              new Object[] {"MaxHeapSize"},
              new String[] {String.class.getName()});
      return Long.parseLong((String) ((CompositeData) option).get("value")) / KIB;
    } catch (JMException noHotSpot) {
      throw new IllegalStateException(noHotSpot);
    }
  }
}
