package org.hotloop.posix;

import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.hotloop.posix.TestChildren.end;
import static org.hotloop.posix.TestChildren.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.posix.WaitResult.NoChild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fault 21: a pid that was a child's is another process's. Truly so: the kernel is told to. */
class RecycledPidTest {

  private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
  private static final int TRIES = 1000;
  private static final int KILL = 9;
  private static final int TERM = 15;

  private final List<Pidfd> opened = new ArrayList<>();

  @AfterEach
  void closePidfds() {
    opened.forEach(Pidfd::close);
  }

  @BeforeEach
  void requireARightToChoosePids() {
    try {
      Files.writeString(LAST_PID, Files.readString(LAST_PID));
    } catch (IOException e) {
      assumeTrue(false, "only root of a pid namespace may choose pids: " + e.getMessage());
    }
  }

  @Test
  @DisplayName("X10 a signal meant for a child that was reaped does not reach the next one's")
  void anotherChildOfOurs() throws Exception {
    Recycled recycled = recycle(() -> spawn("/bin/sleep", "60"));
    long pid = recycled.pid();

    assertFalse(recycled.before().signal(KILL));
    assertFalse(recycled.before().signalGroup(KILL));
    assertTrue(CHILDREN.target(pid).signal(TERM));
    assertEquals(new Signaled(TERM, false), end(pid), "it had no KILL");
  }

  @Test
  @DisplayName("X10 nor a process that others started, though it is a child of this one")
  void aChildOfOthers() throws Exception {
    AtomicReference<Process> stranger = new AtomicReference<>();
    Recycled recycled =
        recycle(
            () -> {
              stranger.set(new ProcessBuilder("/bin/sleep", "60").start());
              return stranger.get().pid();
            });

    assertFalse(recycled.before().signal(KILL));
    assertFalse(CHILDREN.signal(recycled.pid(), KILL));
    stranger.get().destroy();
    assertEquals(128 + TERM, stranger.get().waitFor(), "it had no KILL");
  }

  @Test
  @DisplayName("X10 Fault 21: a pidfd is the reaped child's for ever: it takes no other's status")
  void aPidfdIsNotRecycled() throws Exception {
    Posix.get().pidfds().watchImpediment().ifPresent(reason -> assumeTrue(false, reason));
    Recycled recycled = recycle(this::openPidfd, () -> spawn("/bin/sh", "-c", "exit 7"));
    Pidfd before = opened.get(opened.size() - 1);

    assertEquals(ChildState.NO_CHILD, before.state());
    assertInstanceOf(NoChild.class, before.reap());
    assertEquals(new Exited(7), end(recycled.pid()));
  }

  private void openPidfd(long pid) throws PosixException {
    opened.add(Posix.get().pidfds().open(pid));
  }

  private static Recycled recycle(Start start) throws Exception {
    return recycle(pid -> {}, start);
  }

  /** Tries until a child and a process after it have one pid: others may be faster than we are. */
  private static Recycled recycle(Meeting meeting, Start start) throws Exception {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long pid = spawn("/bin/true");
      SignalTarget child = CHILDREN.target(pid);
      meeting.with(pid);
      end(pid);
      Files.writeString(LAST_PID, Long.toString(pid - 1));
      long next = start.run();
      if (next == pid) {
        return new Recycled(pid, child);
      }
      discard(next);
    }
    throw new IllegalStateException("somebody else is always faster to take the pid");
  }

  private static void discard(long pid) throws Exception {
    if (CHILDREN.signal(pid, KILL)) {
      end(pid);
    } else {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** A pid, and the child that had it before. */
  private record Recycled(long pid, SignalTarget before) {}

  /** What a test does with a child before it is reaped. */
  @FunctionalInterface
  private interface Meeting {
    void with(long pid) throws Exception;
  }

  /** Starts a process and answers its pid. */
  @FunctionalInterface
  private interface Start {
    long run() throws Exception;
  }
}
