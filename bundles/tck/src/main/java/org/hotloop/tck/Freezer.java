package org.hotloop.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group whose processes do not run while it is frozen. */
final class Freezer implements AutoCloseable {

  private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/freezer");

  private final Path group;

  private Freezer(Path group) {
    this.group = group;
  }

  /** Makes one; skips the test where this machine has no freezer, or none for us. */
  static Freezer assumed() throws IOException {
    assumeTrue(
        Files.isWritable(FIRST_VERSION), "no freezer of control groups that is ours to write to");
    Path group = Files.createTempDirectory(FIRST_VERSION, "hotloop-tck-");
    return new Freezer(group);
  }

  /** Takes a process in and stops it where it is. */
  void freeze(long pid) throws IOException {
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
    state("FROZEN");
  }

  void thaw() throws IOException {
    state("THAWED");
  }

  private void state(String state) throws IOException {
    Path file = group.resolve("freezer.state");
    Files.writeString(file, state);
    Conditions.await("the group is " + state, () -> Files.readString(file).strip().equals(state));
  }

  @Override
  public void close() throws IOException {
    thaw();
    // A process leaves its group a moment after its status could be taken, and is not listed then.
    Conditions.await("the group is empty", group.toFile()::delete);
  }
}
