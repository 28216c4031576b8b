package org.hotloop.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a child has, or has not, of a JVM that was itself started in an unusual way. */
class InheritanceTest {

  @Test
  @DisplayName(
      "X22 no signal is blocked, ignored or pending, though the JVM began with some that were")
  void signalsBeginAnew() throws Exception {
    String status =
        new OtherJvm(
                List.of(
                    "env", "--ignore-signal=PIPE", "--ignore-signal=HUP", "--block-signal=USR1"))
            .run(InheritedProgram.class, "exec cat /proc/self/status");

    for (String set : List.of("SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt")) {
      assertTrue(status.contains(set + ":\t0000000000000000"), status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  @DisplayName("X34 X46 an inherited variable that is no UTF-8 passes through, whatever the locale")
  void inheritedBytesPassThrough(String locale) throws Exception {
    List<String> prefix =
        List.of(
            "sh",
            "-c",
            "V=$(printf 'a\\377\\376\\303') LC_ALL=" + locale + "; export V LC_ALL; exec \"$@\"",
            "sh");

    String told =
        new OtherJvm(prefix).run(InheritedProgram.class, "printf %s \"$V\" | od -An -tx1");

    assertEquals("61 ff fe c3", told);
  }

  @Test
  void anEnvironmentWithoutAVariableIsInheritedAsWell() throws Exception {
    String told =
        new OtherJvm(List.of("env", "-i")).run(InheritedProgram.class, "exec /usr/bin/env");

    assertEquals(List.of(), told.lines().filter(line -> !line.startsWith("PWD=")).toList());
  }

  @Test
  @DisplayName("X24 where unshare is forbidden, as in some containers, a umask is refused in words")
  void aUmaskIsRefusedWhereItWouldBeEverybodys() throws Exception {
    List<String> injecting =
        List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-e",
            "trace=unshare",
            "-o",
            "/dev/null",
            "--inject=unshare:error=EPERM");
    assumeRuns(injecting);

    String told = new OtherJvm(injecting).run(RefusedAttributesProgram.class, "umask", "23");

    assertTrue(told.contains("unshare(CLONE_FS): Operation not permitted (EPERM)"), told);
    assertTrue(told.contains("seccomp"), told);
    assertTrue(told.contains("umask 027; exec"), told);
    assertTrue(told.endsWith("unreaped 0"), told);
  }

  @Test
  @DisplayName("X24 less niceness without the right to it is refused before there is a child")
  void lessNicenessIsRefused() throws Exception {
    List<String> unprivileged =
        List.of("setpriv", "--inh-caps", "-all", "--bounding-set", "-sys_nice");
    assumeRuns(unprivileged);

    String told = new OtherJvm(unprivileged).run(RefusedAttributesProgram.class, "nice", "-5");

    assertTrue(told.contains("niceness -5"), told);
    assertTrue(told.contains("(EACCES)") || told.contains("(EPERM)"), told);
    assertTrue(told.contains("CAP_SYS_NICE"), told);
    assertTrue(told.endsWith("unreaped 0"), told);
  }

  private static void assumeRuns(List<String> prefix) throws InterruptedException {
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      Process process = new ProcessBuilder(trial).redirectErrorStream(true).start();
      String words = new String(process.getInputStream().readAllBytes());
      assumeTrue(process.waitFor() == 0, () -> prefix.get(0) + " does not work here: " + words);
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
    }
  }
}
