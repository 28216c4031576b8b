package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hotloop.subprocess.ProcessGoneException;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signals to a child and to what it has started. */
interface GroupRows extends SubprocessRows {

  int SIGKILL = 9;
  int SIGTERM = 15;

  /** Prints the pid of a grandchild, which does not end with its parent. */
  String PARENT = "sleep 60 </dev/null >/dev/null 2>&1 & echo $!; wait";

  @Test
  @DisplayName("X4 X5 a signal to the group ends what the child has started, too")
  default void signalToTheGroup() throws Exception {
    for (ProcessGroup group : new ProcessGroup[] {ProcessGroup.NEW, ProcessGroup.NEW_SESSION}) {
      Subprocess child = rig().start(piped("/bin/sh", "-c", PARENT).group(group));
      long grandchild = grandchildOf(child);
      child.sendSignalToGroup(SIGTERM);
      assertEquals(-SIGTERM, get(child.waitFor()).returncode());
      Conditions.await("the grandchild ends", () -> ProcFs.hasEnded(grandchild));
    }
  }

  @Test
  @DisplayName("X5 a signal to the child alone leaves what it has started")
  default void signalToTheChildAlone() throws Exception {
    Subprocess child = rig().start(piped("/bin/sh", "-c", PARENT).group(ProcessGroup.NEW));
    long grandchild = grandchildOf(child);
    child.kill();
    get(child.waitFor());
    assertFalse(ProcFs.hasEnded(grandchild));
    ProcessHandle.of(grandchild).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  @DisplayName("X10 once the exit was seen no signal goes to the group, though others are in it")
  default void groupWithoutItsLeader() throws Exception {
    Subprocess child = rig().start(piped("/bin/sh", "-c", PARENT).group(ProcessGroup.NEW));
    long grandchild = grandchildOf(child);
    child.kill();
    get(child.waitFor());
    assertThrows(ProcessGoneException.class, () -> child.sendSignalToGroup(SIGKILL));
    assertFalse(ProcFs.hasEnded(grandchild));
    ProcessHandle.of(grandchild).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  @DisplayName("X24 where we made no group none is signalled: it would be our own")
  default void noGroupOfItsOwn() throws Exception {
    Subprocess child = rig().startPiped("cat");
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> child.sendSignalToGroup(SIGTERM));
    assertTrue(refusal.getMessage().contains("group"), refusal.getMessage());
    child.stdin().close();
    assertEquals(0, get(child.waitFor()).returncode());
  }

  private static long grandchildOf(Subprocess child) throws Exception {
    return Long.parseLong(new String(get(child.stdout().readLine()), UTF_8).strip());
  }
}
