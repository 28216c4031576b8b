package org.hotloop.tck;

import static org.hotloop.tck.SubprocessRig.get;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.hotloop.child.Exited;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a child begins, or does not. */
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
  @DisplayName("X22 a failed start reaches the caller, and its pipes are closed")
  default void failedStartLeavesNothing() {
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThrows(SpawnException.class, () -> rig().startPiped("/no/such/program"));
    }
    assertEquals(0, Posix.get().children().unreaped()); // descriptors: looked at after the test
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
  @DisplayName("X34 the environment is replaced, also by an empty one, and the directory set")
  default void environmentAndDirectory(@TempDir Path folder) throws Exception {
    SubprocessSpec env = piped("/usr/bin/env");
    assertEquals("A=1\n", rig().communicate(env.env(Map.of("A", "1")), null).stdoutText());
    assertEquals("", rig().communicate(env.env(Map.of()), null).stdoutText());
    String inherited = rig().communicate(env, null).stdoutText();
    assertTrue(inherited.contains("PATH=" + System.getenv("PATH")), inherited);
    Output pwd = rig().communicate(piped("/bin/sh", "-c", "pwd").cwd(folder), null);
    assertEquals(folder.toRealPath() + "\n", pwd.stdoutText());
  }

  @Test
  @DisplayName("X34 a program is looked up in the child's own PATH, seen from its directory")
  default void programIsFoundInTheChildsPath(@TempDir Path folder) throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    executable(bin, "#!/bin/sh\nexit 9\n");
    SubprocessSpec spec = piped("program");
    assertEquals(
        new Exited(9),
        rig().communicate(spec.env(Map.of("PATH", "/nowhere:" + bin)), null).status());
    assertEquals(
        new Exited(9),
        rig().communicate(spec.env(Map.of("PATH", "bin")).cwd(folder), null).status());
  }

  @Test
  @DisplayName("X41 the pid is the child's own")
  default void pidIsTheChildsOwn() throws Exception {
    Subprocess shell = rig().startPiped("/bin/sh", "-c", "echo $$");
    assertEquals(shell.pid() + "\n", get(shell.communicate(null)).stdoutText());
  }

  @Test
  @DisplayName("X46 what is missing is ENOENT, and names the PATH that was searched")
  default void missingProgram() {
    SpawnException named = refused(piped("no-such-program").env(Map.of("PATH", "/a:/b")));
    assertEquals("ENOENT", named.errnoName());
    assertEquals(2, named.errno());
    assertTrue(named.getMessage().contains("/a:/b"), named.getMessage());
    assertEquals("ENOENT", refused(piped("/no/such/program")).errnoName());
  }

  @Test
  @DisplayName("X46 what may not be executed is EACCES, found by name or by path")
  default void notExecutable(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
    assertEquals("EACCES", refused(piped(file.toString())).errnoName());
    SpawnException named = refused(piped("program").env(Map.of("PATH", folder.toString())));
    assertEquals("EACCES", named.errnoName());
    assertTrue(named.getMessage().contains(file.toString()), named.getMessage());
  }

  @Test
  @DisplayName("X46 a script without a first line is ENOEXEC, and no shell is tried")
  default void noInterpreter(@TempDir Path folder) throws Exception {
    Path script = executable(folder, "exit 0\n");
    assertEquals("ENOEXEC", refused(piped(script.toString())).errnoName());
  }

  @Test
  @DisplayName("X46 too large an argument is E2BIG")
  default void tooBig() {
    assertEquals("E2BIG", refused(piped("/bin/true", "x".repeat(1 << 20))).errnoName());
  }

  @Test
  @DisplayName("X46 a missing directory is named as such")
  default void missingDirectory(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    SpawnException error = refused(piped("/bin/true").cwd(missing));
    assertEquals("ENOENT", error.errnoName());
    assertTrue(
        error.getMessage().contains("working directory '%s'".formatted(missing)),
        error.getMessage());
    Path file = Files.createFile(folder.resolve("file"));
    assertEquals("ENOTDIR", refused(piped("/bin/true").cwd(file)).errnoName());
  }

  @Test
  @DisplayName("X46 a NUL anywhere and a '=' in a name are refused before anything starts")
  default void nulAndEqualsSign() {
    assertThrows(IllegalArgumentException.class, () -> SubprocessSpec.exec("a\0b"));
    assertThrows(IllegalArgumentException.class, () -> SubprocessSpec.exec("a", "b\0c"));
    SubprocessSpec spec = SubprocessSpec.exec("true");
    assertThrows(IllegalArgumentException.class, () -> spec.env(Map.of("A", "b\0c")));
    assertThrows(IllegalArgumentException.class, () -> spec.env(Map.of("A=B", "c")));
  }

  @Test
  @DisplayName("W20 while the watcher is not active no child is started")
  default void inactiveWatcherRefuses() {
    rig().watcher().attachLoop(null);
    assertThrows(IllegalStateException.class, () -> rig().startPiped("sleep", "60"));
    assertEquals(0, Posix.get().children().unreaped());
  }

  private SpawnException refused(SubprocessSpec spec) {
    return assertThrows(SpawnException.class, () -> rig().start(spec));
  }

  private static Path executable(Path folder, String content) throws Exception {
    Path file = Files.writeString(folder.resolve("program"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
