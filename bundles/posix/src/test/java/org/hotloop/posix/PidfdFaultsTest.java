package org.hotloop.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels and containers without pidfds, or with some of it: in JVMs whose calls are tampered with.
 */
class PidfdFaultsTest {

  private static final String WORKS = "works";

  /** A signal reaches the child, and nobody once that is reaped, whatever the way. */
  private static final List<String> SIGNALLED =
      List.of("sent true", "ended -15", "sent again false");

  @BeforeEach
  void requireATracer() throws Exception {
    try {
      Process trial = new ProcessBuilder("strace", "-o", "/dev/null", "true").start();
      assumeTrue(trial.waitFor() == 0, "strace is not allowed here");
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
    }
    Posix.get().pidfds().watchImpediment().ifPresent(reason -> assumeTrue(false, reason));
  }

  @Test
  @DisplayName("all works where nothing is tampered with")
  void everythingWorks() throws Exception {
    List<String> told = run("pidfd_open:delay_exit=1");

    assertEquals(List.of(WORKS, WORKS, WORKS), impediments(told));
    assertEquals(SIGNALLED, signals(told));
  }

  @Test
  @DisplayName("O14 fault 1: pidfd_open missing is told with the kernel to have; kill serves")
  void aMissingCallIsExplained() throws Exception {
    List<String> told = run("pidfd_open:error=ENOSYS");

    impediments(told)
        .forEach(reason -> assertNames(reason, "pidfd_open", "ENOSYS", "Linux 5.4 has it"));
    assertEquals(SIGNALLED, signals(told));
  }

  @Test
  @DisplayName("O14 fault 2: pidfd_open denied is told with who may deny it; kill serves")
  void aDeniedCallIsExplained() throws Exception {
    List<String> told = run("pidfd_open:error=EPERM");

    impediments(told).forEach(reason -> assertNames(reason, "pidfd_open", "EPERM", "seccomp"));
    assertEquals(SIGNALLED, signals(told));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMFILE", "ENFILE", "ENODEV", "ENOMEM"})
  @DisplayName("Fault 3: a lack of descriptors or memory is not taken for a lack of pidfds")
  void aPassingLackIsNotRemembered(String error) throws Exception {
    List<String> told = run("pidfd_open:error=" + error + ":when=1");

    assertEquals(List.of(WORKS, WORKS, WORKS), impediments(told));
  }

  @Test
  @DisplayName("Fault 3: a signal needs no descriptor: kill serves where there is none to be had")
  void aSignalNeedsNoDescriptor() throws Exception {
    assertEquals(SIGNALLED, signals(run("pidfd_open:error=EMFILE:when=3+")));
  }

  @Test
  @DisplayName("waits on pidfds missing, as before Linux 5.4, is told")
  void missingWaitsAreExplained() throws Exception {
    List<String> reasons = impediments(run("waitid:error=EINVAL:when=1"));

    assertNames(reasons.get(0), "waitid", "EINVAL", "Linux 5.4 can");
    assertEquals(reasons.get(0), reasons.get(1));
    assertEquals(WORKS, reasons.get(2), "signals need no wait");
  }

  @Test
  @DisplayName("X6 a signal goes through a pidfd where there are pidfds: kill is not asked")
  void signalsGoThroughPidfds() throws Exception {
    assertEquals(SIGNALLED, signals(run("kill:error=EPERM")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPERM", "ENOSYS"})
  @DisplayName(
      "Fault 22: pidfd_send_signal denied or missing is told; kill serves, for children only")
  void deniedSignalsGoByKill(String error) throws Exception {
    List<String> told = run("pidfd_send_signal:error=" + error);

    assertEquals(List.of(WORKS, WORKS), impediments(told).subList(0, 2));
    assertNames(impediments(told).get(2), "pidfd_send_signal", error);
    assertEquals(SIGNALLED, signals(told));
  }

  @Test
  @DisplayName("Fault 22: denied only after it was probed, a signal goes by kill, too")
  void signalsDeniedLaterGoByKill() throws Exception {
    List<String> told = run("pidfd_send_signal:error=EPERM:when=2+");

    assertEquals(List.of(WORKS, WORKS, WORKS), impediments(told));
    assertEquals(SIGNALLED, signals(told));
  }

  @Test
  @DisplayName("Fault 10: waits on pidfds that are interrupted are made again")
  void interruptedWaitsAreRepeated() throws Exception {
    assertEquals(List.of(WORKS, WORKS, WORKS), impediments(run("waitid:error=EINTR:when=1..3")));
  }

  private static List<String> run(String fault) throws Exception {
    String call = fault.substring(0, fault.indexOf(':'));
    List<String> strace =
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
            "inject=" + fault);
    return new OtherJvm(strace).run(PidfdProgram.class).lines().toList();
  }

  private static List<String> impediments(List<String> told) {
    return told.subList(0, 3);
  }

  private static List<String> signals(List<String> told) {
    return told.subList(3, told.size());
  }

  private static void assertNames(String reason, String... words) {
    List.of(words).forEach(word -> assertTrue(reason.contains(word), reason));
  }
}
