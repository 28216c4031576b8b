package org.hotloop.loop.internal.subprocess;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group around one thread of the JVM, under which it can make no process. */
final class PidsLimit implements AutoCloseable {

  private static final Path ABOVE = Path.of("/sys/fs/cgroup/pids");

  private final String thread;
  private final Path group;

  private PidsLimit(String thread) throws IOException {
    this.thread = thread;
    group = Files.createTempDirectory(ABOVE, "hotloop-");
    Files.writeString(group.resolve("tasks"), thread);
    Files.writeString(group.resolve("pids.max"), "1");
  }

  /** Skips the test where a control group of version 1, which takes threads, cannot be made. */
  static void assumePossible() {
    assumeTrue(Files.isWritable(ABOVE.resolve("tasks")), "no control group for single threads");
  }

  /** Around the thread that calls. */
  static PidsLimit ofThisThread() throws IOException {
    return new PidsLimit(
        Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
  }

  void lift() throws IOException {
    Files.writeString(group.resolve("pids.max"), "max");
  }

  /** A child that was made under it leaves it a moment after its status could be taken. */
  @Override
  public void close() throws IOException {
    Files.writeString(ABOVE.resolve("tasks"), thread);
    await("an empty group").until(group.toFile()::delete);
  }
}
