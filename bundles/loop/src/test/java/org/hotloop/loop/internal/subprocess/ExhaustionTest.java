package org.hotloop.loop.internal.subprocess;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.hotloop.loop.internal.DescriptorLimit;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.tck.PidsLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the system has nothing left to give, and when it has again. */
class ExhaustionTest {

  private static final int DESCRIPTORS_OF_PIPES = 6;
  private static final SubprocessSpec PIPED =
      SubprocessSpec.exec("true").stdin(Stdio.PIPE).stdout(Stdio.PIPE).stderr(Stdio.PIPE);

  private final Launch launch = new Launch();

  /** A class that is loaded first when there is no descriptor left cannot be loaded any more. */
  @BeforeEach
  void load() throws Exception {
    launch.succeeds(PIPED.umask(077));
    launch.refused(SubprocessSpec.exec("/no/such/program"));
    SpawnFailure.of(Reason.OTHER, "nothing", new PosixException("nothing", 0, "EMFILE", ""));
  }

  @AfterEach
  void close() {
    launch.close();
  }

  @Test
  @DisplayName(
      "X22 with too few descriptors left a start is refused, leaves none open, and recovers")
  void descriptorsRunOut() throws Exception {
    for (int left = 0; left < DESCRIPTORS_OF_PIPES; left++) {
      Set<Integer> before = Launch.open();
      try (DescriptorLimit limit = DescriptorLimit.leaving(left)) {
        launch.refused(PIPED, Reason.DESCRIPTORS_EXHAUSTED, "EMFILE");
      }
      assertEquals(Set.of(), Launch.openedSince(before), "left open");
    }
    launch.succeeds(PIPED);
  }

  @Test
  @DisplayName("X22 with too few processes left a start is refused as such, and recovers")
  void processesRunOut() throws Exception {
    PidsLimit.assumePossible();
    try (PidsLimit limit = PidsLimit.ofThisThread()) {
      launch.refused(PIPED, Reason.PROCESSES_EXHAUSTED, "EAGAIN");
      launch.refused(PIPED.umask(077), Reason.PROCESSES_EXHAUSTED, "EAGAIN");

      limit.lift();
      launch.succeeds(PIPED);
    }
  }

  @ParameterizedTest
  @CsvSource({"EAGAIN, PROCESSES_EXHAUSTED", "ENOMEM, MEMORY_EXHAUSTED"})
  @DisplayName(
      "X22 when the kernel makes no process the reason is told, and the next start is as usual")
  void noProcessIsMade(String errnoName, Reason reason) throws Exception {
    long tracer = refuseClones(errnoName);
    try {
      launch.refused(PIPED, reason, errnoName);
    } finally {
      ProcessHandle.of(tracer).ifPresent(ProcessHandle::destroy);
      await().pollInSameThread().until(() -> tracerOfThisThread() == 0);
    }
    launch.succeeds(PIPED);
  }

  /** Has strace refuse this thread's clones; answers its pid. */
  private static long refuseClones(String errnoName) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "no strace");
    ProcessBuilder strace = // by setsid, or it would be a child of ours
        new ProcessBuilder(
                "setsid",
                "-f",
                "strace",
                "-qq",
                "-o",
                "/dev/null",
                "-p",
                thisThread(),
                "-e",
                "trace=clone3,clone,vfork",
                "-e",
                "inject=clone3,clone,vfork:error=" + errnoName)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    // On another thread, since it starts one of its own when strace may refuse that already.
    CompletableFuture.supplyAsync(() -> ended(strace)).get(30, TimeUnit.SECONDS);
    await().pollInSameThread().until(() -> tracerOfThisThread() != 0);
    return tracerOfThisThread();
  }

  private static int ended(ProcessBuilder command) {
    try {
      return command.start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static String thisThread() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
  }

  private static long tracerOfThisThread() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
        .filter(line -> line.startsWith("TracerPid:"))
        .map(line -> Long.valueOf(line.split("\\s+")[1]))
        .findFirst()
        .orElseThrow();
  }
}
