package org.hotloop.tck;

import static org.hotloop.tck.Scripts.executable;
import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hotloop.child.Exited;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a child begins. */
interface SpawnRows extends SubprocessRows {

  @Test
  @DisplayName("X3 a shell's exit code comes back, cut to a byte by the kernel")
  default void shellExitCode() throws Exception {
    assertEquals(new Exited(7), rig().shell("exit 7").status());
    assertEquals(new Exited(44), rig().shell("exit 300").status());
  }

  @Test
  @DisplayName("X4 a new session is led by the child, and so is its group")
  default void newSession() throws Exception {
    SubprocessSpec spec = piped("cat", "/proc/self/stat").group(ProcessGroup.NEW_SESSION);
    String[] fields = rig().communicate(spec, null).stdoutText().split(" ");
    assertEquals(List.of(fields[0], fields[0]), List.of(fields[4], fields[5]));
  }

  @Test
  @DisplayName("X14 our ends of one child's pipes are not in another child")
  default void pipeEndsReachNoOtherChild() throws Exception {
    Subprocess first = rig().startPiped("cat");
    Subprocess second = rig().startPiped("sleep", "60");
    first.stdin().close(); // would be no end, if the second had inherited it
    assertEquals(new Exited(0), get(first.waitFor()));
    second.kill();
    get(second.waitFor());
  }

  @Test
  @DisplayName("X25 program and directory can be paths")
  default void pathsAsArguments(@TempDir Path folder) throws Exception {
    Path program = executable(folder, "#!/bin/sh\npwd; echo \"$1\"\n");
    Path real = folder.toRealPath();
    Output output =
        rig().communicate(piped(program.toString(), folder.toString()).cwd(folder), null);
    assertEquals("%s\n%s\n".formatted(real, folder), output.stdoutText());
  }

  @Test
  @DisplayName("X41 the pid is the child's own")
  default void pidIsTheChildsOwn() throws Exception {
    Subprocess shell = rig().startPiped("/bin/sh", "-c", "echo $$");
    assertEquals(shell.pid() + "\n", get(shell.communicate(null)).stdoutText());
  }

  @Test
  @DisplayName("W20 while the watcher is not active no child is started")
  default void inactiveWatcherRefuses() {
    rig().watcher().attachLoop(null);
    assertThrows(IllegalStateException.class, () -> rig().startPiped("sleep", "60"));
    assertEquals(0, Posix.get().children().unreaped());
  }

  @Test
  @DisplayName("X4 a child leads a group of its own, and another one can join it")
  default void groups() throws Exception {
    Subprocess leader = rig().start(piped("cat").group(ProcessGroup.NEW));
    assertEquals(leader.pid(), group(ProcessGroup.existing(leader.pid())));
    assertEquals(group(ProcessGroup.INHERITED), group(ProcessGroup.INHERITED));
    leader.stdin().close();
    get(leader.waitFor());
  }

  @Test
  @DisplayName("X22 umask and niceness are the child's own, and ours are what they were")
  default void umaskAndNiceness() throws Exception {
    SubprocessSpec spec = piped("sh", "-c", "umask; nice");
    String ours = rig().communicate(spec, null).stdoutText();
    String given = rig().communicate(spec.umask(0137).nice(11), null).stdoutText();
    assertEquals("0137\n11\n", given);
    assertEquals(ours, rig().communicate(spec, null).stdoutText());
  }

  @Test
  @DisplayName("X22 a child begins with no signal blocked, ignored or pending")
  default void signalsBeginAnew() throws Exception {
    String status = rig().communicate(piped("cat", "/proc/self/status"), null).stdoutText();
    for (String set : List.of("SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt")) {
      assertTrue(status.contains(set + ":\t0000000000000000"), status);
    }
  }

  private long group(ProcessGroup group) throws Exception {
    SubprocessSpec spec = piped("cat", "/proc/self/stat").group(group);
    return Long.parseLong(rig().communicate(spec, null).stdoutText().split(" ")[4]);
  }
}
