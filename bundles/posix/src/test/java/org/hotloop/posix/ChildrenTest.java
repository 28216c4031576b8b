package org.hotloop.posix;

import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.hotloop.posix.TestChildren.descriptors;
import static org.hotloop.posix.TestChildren.end;
import static org.hotloop.posix.TestChildren.inFolder;
import static org.hotloop.posix.TestChildren.outputOf;
import static org.hotloop.posix.TestChildren.program;
import static org.hotloop.posix.TestChildren.shell;
import static org.hotloop.posix.TestChildren.spawn;
import static org.hotloop.posix.TestChildren.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.hotloop.baseline.Baseline;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildrenTest {

  private static final int KILL = 9;

  @TempDir private Path folder;

  @AfterEach
  void leavesNoChild() {
    assertEquals(0, CHILDREN.unreaped());
    assertInstanceOf(WaitResult.NoChild.class, CHILDREN.reapAny());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "255, 255", "300, 44"})
  @DisplayName("X3 an exit code arrives, cut to eight bits")
  void anExitCodeArrives(int given, int seen) throws Exception {
    assertEquals(new Exited(seen), end(shell("exit " + given)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9, 11, 12, 15, 35, 64})
  @DisplayName("X5 X6 X7 X8 a signal's death is the signal's, real-time ones too")
  void aSignalArrivesAsTheDeathItCaused(int signal) throws Exception {
    long pid = spawn("/bin/sleep", "60");

    assertTrue(CHILDREN.signal(pid, signal));

    assertEquals(-signal, end(pid).returncode());
  }

  @Test
  void theSixthArgumentOfPosixSpawnArrives() throws Exception {
    // jnr-ffi passes a wrong one where all six are primitive integers: then there is no environment
    assertEquals("LC_ALL=C\nPATH=/usr/bin:/bin\n", sorted(outputOf("/usr/bin/env")));
  }

  @Test
  @DisplayName("X46 exec's own errors reach the caller")
  void aProgramThatCannotRunIsAnError() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "echo no shebang\n");
    assertEquals("EACCES", refusal(plain.toString()).errnoName());

    Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals("ENOEXEC", refusal(plain.toString()).errnoName());

    PosixException missing = refusal("/no/such/program");
    assertEquals("ENOENT", missing.errnoName());
    assertTrue(missing.getMessage().contains("/no/such/program"), missing.getMessage());

    String huge = "x".repeat(200_000);
    assertEquals("E2BIG", refusal("/bin/true", huge).errnoName());
  }

  @Test
  @DisplayName("X34 the child starts in its working directory")
  void theChildStartsInItsWorkingDirectory() throws Exception {
    Path marker = folder.resolve("marker");
    long pid =
        CHILDREN.spawn(
            new SpawnRequest(
                inFolder(program("/bin/sh", "-c", ": > marker"), folder.toString()),
                table(descriptors().devNull())));

    assertEquals(new Exited(0), end(pid));
    assertTrue(Files.exists(marker));
  }

  @Test
  @DisplayName("X14 X35 no descriptor of ours reaches a child")
  void noDescriptorReachesTheChild() throws Exception {
    Descriptors.Pipe other = descriptors().openPipe(true);
    String listed = outputOf("/bin/sh", "-c", "for f in /proc/self/fd/*; do echo ${f##*/}; done");
    other.parent().close();
    other.child().close();

    // the fourth is the shell's own, while it reads that folder
    assertEquals(List.of("0", "1", "2", "3"), TestChildren.lines(listed));
  }

  @Test
  void theChildBeginsWithNoSignalBlockedOrIgnored() throws Exception {
    String status = outputOf("/bin/cat", "/proc/self/status");

    for (String set : List.of("SigBlk", "SigIgn", "SigCgt")) {
      assertTrue(status.contains(set + ":\t0000000000000000"), status);
    }
  }

  @Test
  void aStatusIsTakenOnce() throws Exception {
    long pid = shell("exit 3");
    assertEquals(new Exited(3), end(pid));

    assertInstanceOf(WaitResult.NoChild.class, CHILDREN.reap(pid));
    assertFalse(CHILDREN.isChild(pid));
  }

  @Test
  void aChildThatRunsIsRunning() throws Exception {
    long pid = spawn("/bin/sleep", "60");
    assertInstanceOf(WaitResult.Running.class, CHILDREN.reap(pid));
    assertTrue(CHILDREN.isChild(pid));
    assertEquals(1, CHILDREN.unreaped());

    CHILDREN.signal(pid, KILL);
    assertEquals(new Signaled(KILL, false), end(pid));
  }

  @Test
  @DisplayName("X10 no signal goes to a pid that was reaped")
  void noSignalAfterTheReap() throws Exception {
    long pid = shell("exit 0");
    end(pid);

    assertFalse(CHILDREN.signal(pid, KILL));
  }

  @Test
  void aZombieIsAChildStillAndItsStatusStays() throws Exception {
    long pid = shell("exit 5");
    awaitZombie(pid);

    assertTrue(CHILDREN.isChild(pid));
    assertTrue(CHILDREN.signal(pid, KILL), "a zombie is unreaped");
    assertEquals(new Exited(5), end(pid));
  }

  @Test
  void stoppingIsNoEnd() throws Exception {
    long pid = spawn("/bin/sleep", "60");
    CHILDREN.signal(pid, 19);
    awaitState(pid, 'T');
    assertInstanceOf(WaitResult.Running.class, CHILDREN.reap(pid));
    CHILDREN.signal(pid, 18);
    assertInstanceOf(WaitResult.Running.class, CHILDREN.reap(pid));

    CHILDREN.signal(pid, KILL);
    assertEquals(new Signaled(KILL, false), end(pid));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 4_194_305, 1L << 32 | 2, Long.MAX_VALUE})
  @DisplayName("W18 W27 a number that is no pid reaches no system call")
  void aNumberThatIsNoPidIsRefused(long pid) throws Exception {
    assertThrows(IllegalArgumentException.class, () -> CHILDREN.reap(pid));
    assertFalse(CHILDREN.isChild(pid));
    assertFalse(CHILDREN.signal(pid, KILL));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65})
  void aNumberThatIsNoSignalIsRefused(int signal) {
    assertThrows(IllegalArgumentException.class, () -> CHILDREN.signal(2, signal));
  }

  @Test
  @DisplayName("W27 this process and its parent are not its children")
  void strangersAreNoChildren() throws Exception {
    for (long pid :
        List.of(
            ProcessHandle.current().pid(), ProcessHandle.current().parent().orElseThrow().pid())) {
      assertFalse(CHILDREN.isChild(pid));
      assertFalse(CHILDREN.signal(pid, KILL));
      if (pid > 1) {
        assertInstanceOf(WaitResult.NoChild.class, CHILDREN.reap(pid));
      }
    }
  }

  @Test
  @DisplayName("X22 a thousand failed spawns leave no descriptor behind")
  void failedSpawnsLeaveNothing() {
    refusal("/no/such/program");
    Baseline baseline = Baseline.ofDescriptors();
    for (int i = 0; i < 1_000; i++) {
      refusal("/no/such/program");
    }
    baseline.awaitRestored(Duration.ofSeconds(10));
  }

  private static PosixException refusal(String... command) {
    return assertThrows(PosixException.class, () -> spawn(command));
  }

  private static void awaitZombie(long pid) {
    awaitState(pid, 'Z');
  }

  private static void awaitState(long pid, char state) {
    org.awaitility.Awaitility.await()
        .until(() -> Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") " + state));
  }

  private static String sorted(String lines) {
    return String.join("\n", TestChildren.lines(lines).stream().sorted().toList()) + "\n";
  }
}
