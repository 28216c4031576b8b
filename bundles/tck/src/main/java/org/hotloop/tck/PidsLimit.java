package org.hotloop.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A control group around one thread of the JVM, under which it can make neither a process nor a
 * thread.
 */
public final class PidsLimit implements AutoCloseable {

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
  public static void assumePossible() {
    assumeTrue(Files.isWritable(ABOVE.resolve("tasks")), "no control group for single threads");
  }

  /** Around the thread that calls. */
  public static PidsLimit ofThisThread() throws IOException {
    return new PidsLimit(
        Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
  }

  /** It can make both again. */
  public void lift() throws IOException {
    Files.writeString(group.resolve("pids.max"), "max");
  }

  /** What was made under it leaves it a moment after its end could be seen: waits for that. */
  @Override
  public void close() throws IOException {
    Files.writeString(ABOVE.resolve("tasks"), thread);
    Conditions.await("the group is empty", group.toFile()::delete);
  }
}
