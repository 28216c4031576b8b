package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.shared.Baseline;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Kernels and containers that grant no pidfds, or no signals through them: the operator sees why.
 */
public class NoPidfdsIT {

  private static final long LIMIT_SECONDS = 60;

  @Rule public final TemporaryFolder folder = new TemporaryFolder(Path.of("target").toFile());

  private final Baseline baseline = new Baseline();

  @Before
  public void requireATracer() throws Exception {
    try {
      Process trial = new ProcessBuilder("strace", "-o", "/dev/null", "true").start();
      assumeTrue("strace is not allowed here", trial.waitFor() == 0);
    } catch (IOException e) {
      assumeTrue(e.getMessage(), false);
    }
  }

  @After
  public void awaitBaseline() {
    baseline.awaitRestored();
  }

  @Test
  public void aMissingCallIsExplained_O14() throws Exception {
    String status = statusWhere("pidfd_open:error=ENOSYS");

    assertContains(status, "pidfd watcher: pidfd_open");
    assertContains(status, "ENOSYS");
    assertContains(status, "Linux 5.4 has it");
    assertContains(status, "it takes no part in the election; any other child watcher works");
    assertContains(status, "signals through pidfds: pidfd_open");
  }

  @Test
  public void aDeniedCallIsExplained_O14() throws Exception {
    String status = statusWhere("pidfd_open:error=EPERM");

    assertContains(status, "pidfd watcher: pidfd_open");
    assertContains(status, "denied, as by a container's seccomp profile");
  }

  @Test
  public void deniedSignalsAreExplainedAlone_O14() throws Exception {
    String status = statusWhere("pidfd_send_signal:error=EPERM");

    assertContains(status, "signals through pidfds: pidfd_send_signal");
    assertContains(status, "signals go by pid, to children that nobody has waited for yet");
    assertFalse(status, status.contains("pidfd watcher:"));
  }

  private String statusWhere(String fault) throws Exception {
    String call = fault.substring(0, fault.indexOf(':'));
    File output = folder.newFile();
    Process process =
        new ProcessBuilder(
                List.of(
                    "strace",
                    "-f",
                    "--seccomp-bpf",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    "trace=" + call,
                    "-e",
                    "inject=" + fault,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    StatusProgram.class.getName(),
                    folder.newFolder().getPath()))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertTrue("it has not ended: " + text, ended);
    assertEquals(text, 0, process.exitValue());
    return text;
  }

  private static void assertContains(String text, String expected) {
    assertTrue(text, text.contains(expected));
  }
}
