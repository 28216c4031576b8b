package org.hotloop.itests.bench.internal.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of this process. */
record ProcStatus(long threads, long residentKiB) {

  static ProcStatus now() throws IOException {
    long threads = 0;
    long residentKiB = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Threads:")) {
        threads = number(line);
      } else if (line.startsWith("VmRSS:")) {
        residentKiB = number(line);
      }
    }
    return new ProcStatus(threads, residentKiB);
  }

  private static long number(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }
}
