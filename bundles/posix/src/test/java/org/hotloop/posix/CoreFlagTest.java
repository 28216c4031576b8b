package org.hotloop.posix;

import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Signaled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the kernel wrote a core file is part of a signal's status. */
class CoreFlagTest {

  private static final int SIGSEGV = 11;
  private static final int SIGTERM = 15;

  @TempDir private Path folder;

  @Test
  @DisplayName("X8 a child that dies of SEGV and may leave a core says so")
  void aCoreIsTold() throws Exception {
    assumeTrue(
        Files.readString(Path.of("/proc/sys/kernel/core_pattern")).startsWith("core"),
        "cores go elsewhere on this machine");
    assumeTrue(end("ulimit -c unlimited").returncode() == 0, "a limit forbids cores");

    String script = "ulimit -c unlimited; kill -SEGV $$";
    assertEquals(new Signaled(SIGSEGV, true), end(script), "with a core");
    assertEquals(new Signaled(SIGSEGV, true), endByPidfd(script), "with a core");
  }

  @Test
  @DisplayName("X8 a child that may leave no core died of the same signal, without one")
  void noCoreIsToldWhereThereIsNone() throws Exception {
    assertEquals(new Signaled(SIGSEGV, false), end("ulimit -c 0; kill -SEGV $$"));
    assertEquals(new Signaled(SIGTERM, false), end("kill -TERM $$"), "a signal that dumps none");
  }

  private ExitStatus end(String script) throws IOException {
    return TestChildren.end(spawn(script));
  }

  private ExitStatus endByPidfd(String script) throws IOException {
    try (Pidfd pidfd = Posix.get().pidfds().open(spawn(script))) {
      return TestChildren.end(pidfd);
    }
  }

  private long spawn(String script) throws IOException {
    return CHILDREN.spawn(
        new SpawnRequest(
            TestChildren.inFolder(TestChildren.program("/bin/sh", "-c", script), folder.toString()),
            TestChildren.table(TestChildren.descriptors().devNull())));
  }
}
