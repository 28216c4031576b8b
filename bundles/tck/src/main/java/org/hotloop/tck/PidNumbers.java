package org.hotloop.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which pid the kernel gives next, where we may say so. */
final class PidNumbers {

  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

  private PidNumbers() {}

  /** Skips the test where it is not ours to say. */
  static void assumeOurs() {
    try {
      Files.writeString(LAST_PID, Files.readString(LAST_PID));
    } catch (IOException e) {
      assumeTrue(false, "only root of a pid namespace may choose pids: " + e.getMessage());
    }
  }

  /** The next process, or thread, of whomever gets {@code pid}, if it is free. */
  static void nextIs(long pid) throws IOException {
    Files.writeString(LAST_PID, Long.toString(pid - 1));
  }
}
