package org.hotloop.posix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.hotloop.posix.TestChildren.end;
import static org.hotloop.posix.TestChildren.shell;
import static org.hotloop.posix.TestChildren.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Poller.Watch;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.WaitResult.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes by descriptor. */
class PidfdsTest {

  private static final int O_CLOEXEC = 02000000;
  private static final int KILL = 9;
  private static final int ESRCH = 3;

  private final Pidfds pidfds = Posix.get().pidfds();

  @BeforeEach
  void requirePidfds() {
    pidfds.watchImpediment().ifPresent(reason -> assumeTrue(false, reason));
  }

  @Test
  @DisplayName("a pidfd becomes readable when its child has ended, and tells the status once")
  void anEndIsSeenAndReaped() throws Exception {
    long pid = spawn("/bin/sleep", "60");
    CountDownLatch readable = new CountDownLatch(1);
    try (Pidfd pidfd = pidfds.open(pid);
        Watch watch = Posix.get().poller().watch(pidfd.fd(), Interest.READ, readable::countDown)) {
      assertEquals(ChildState.RUNNING, pidfd.state());
      assertInstanceOf(Running.class, pidfd.reap());
      assertEquals(1, readable.getCount());

      assertTrue(CHILDREN.signal(pid, KILL));
      assertTrue(readable.await(30, SECONDS));

      assertEquals(ChildState.ENDED, pidfd.state(), "a zombie is a child still");
      assertEquals(new Reaped(pid, new Signaled(KILL, false)), pidfd.reap());
      assertInstanceOf(NoChild.class, pidfd.reap());
      assertEquals(ChildState.NO_CHILD, pidfd.state());
      assertFalse(CHILDREN.signal(pid, KILL), "it is known to be reaped");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 255})
  @DisplayName("X3 the code of an exit is its own")
  void anExitCodeIsTold(int code) throws Exception {
    long pid = shell("exit " + code);
    try (Pidfd pidfd = pidfds.open(pid)) {
      assertEquals(new Exited(code), end(pidfd));
    }
  }

  @Test
  @DisplayName("what others started is told in the same way; what is no child is none")
  void aChildOfOthersIsAChild() throws Exception {
    Process others = new ProcessBuilder("/bin/sleep", "60").start();
    try (Pidfd pidfd = pidfds.open(others.pid());
        Pidfd parent = pidfds.open(ProcessHandle.current().parent().orElseThrow().pid())) {
      assertEquals(ChildState.RUNNING, pidfd.state());
      assertInstanceOf(Running.class, pidfd.reap());
      assertEquals(ChildState.NO_CHILD, parent.state());
      assertInstanceOf(NoChild.class, parent.reap());
    } finally {
      others.destroyForcibly().waitFor();
    }
  }

  @Test
  @DisplayName("X10 a process that is gone has no pidfd")
  void whatIsGoneIsRefused() throws Exception {
    long pid = spawn("/bin/true");
    end(pid);
    assertEquals(ESRCH, assertThrows(PosixException.class, () -> pidfds.open(pid)).errno());
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 4_194_305, Long.MAX_VALUE})
  @DisplayName("W27 what can be no child's pid is refused without a system call")
  void impossiblePidsAreRefused(long pid) {
    assertThrows(IllegalArgumentException.class, () -> pidfds.open(pid));
  }

  @Test
  @DisplayName("X38 fault 31: a pidfd closes on exec; it is closed once, and is not used after")
  void aPidfdIsOurs() throws Exception {
    long pid = spawn("/bin/sleep", "60");
    Pidfd pidfd = pidfds.open(pid);
    assertEquals(O_CLOEXEC, flags(pidfd.fd()) & O_CLOEXEC);
    pidfd.close();
    pidfd.close();
    assertThrows(IllegalStateException.class, pidfd::fd);
    assertThrows(IllegalStateException.class, pidfd::reap);
    assertThrows(IllegalStateException.class, pidfd::state);
    assertTrue(CHILDREN.signal(pid, KILL));
    end(pid);
  }

  private static int flags(int fd) throws Exception {
    return Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd)).stream()
        .filter(line -> line.startsWith("flags:"))
        .mapToInt(line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
        .findFirst()
        .orElseThrow();
  }
}
