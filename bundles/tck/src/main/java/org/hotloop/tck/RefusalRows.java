package org.hotloop.tck;

import static org.hotloop.tck.Scripts.executable;
import static org.hotloop.tck.SubprocessRig.piped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hotloop.child.Exited;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.InvalidSpecException;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a child does not begin: each refusal by its type, and in words that name the cause. */
interface RefusalRows extends SubprocessRows {

  @Test
  @DisplayName("X22 a failed start reaches the caller, and its pipes are closed")
  default void failedStartLeavesNothing() {
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThrows(SpawnException.class, () -> rig().startPiped("/no/such/program"));
    }
    assertEquals(0, Posix.get().children().unreaped()); // descriptors: looked at after the test
  }

  @Test
  @DisplayName("X46 what is missing is ENOENT, and names the PATH that was searched")
  default void missingProgram() {
    assertRefused(
        piped("no-such-program").env(Map.of("PATH", "/a:/b")),
        Reason.PROGRAM_MISSING,
        "ENOENT",
        "no-such-program",
        "/a:/b");
    assertRefused(piped("/no/such/program"), Reason.PROGRAM_MISSING, "ENOENT", "/no/such/program");
    assertRefused(piped("/dev/null/program"), Reason.PROGRAM_MISSING, "ENOTDIR", "no folder");
  }

  @Test
  @DisplayName("X46 a program of the working directory is not found by its name alone")
  default void workingDirectoryIsNotSearched(@TempDir Path folder) throws Exception {
    executable(folder, "#!/bin/sh\n");
    assertRefused(
        piped("program").cwd(folder).env(Map.of("PATH", ":.:./")),
        Reason.PROGRAM_MISSING,
        "ENOENT",
        "':.:./'",
        "left out",
        "./program");
    assertEquals(new Exited(0), rig().communicate(piped("./program").cwd(folder), null).status());
  }

  @Test
  @DisplayName("X46 a missing interpreter is told apart from a missing program")
  default void missingInterpreter(@TempDir Path folder) throws Exception {
    Path script = executable(folder, "#!/no/such/interpreter -x\n");
    assertRefused(
        piped(script.toString()),
        Reason.PROGRAM_MISSING,
        "ENOENT",
        script.toString(),
        "the interpreter '/no/such/interpreter'");
    Path fromWindows = executable(folder, "#!/bin/sh\r\n");
    assertRefused(
        piped(fromWindows.toString()), Reason.PROGRAM_MISSING, "ENOENT", "carriage return");
  }

  @Test
  @DisplayName("X46 what may not be executed is EACCES, found by name or by path")
  default void notExecutable(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
    assertRefused(piped(file.toString()), Reason.PROGRAM_NOT_EXECUTABLE, "EACCES", file.toString());
    assertRefused(
        piped("program").env(Map.of("PATH", folder.toString())),
        Reason.PROGRAM_NOT_EXECUTABLE,
        "EACCES",
        file.toString(),
        "chmod +x");
  }

  @Test
  @DisplayName("X46 a folder is no program, found by name or by path")
  default void folderAsProgram(@TempDir Path folder) throws Exception {
    Path program = Files.createDirectory(folder.resolve("program"));
    assertRefused(piped(program.toString()), Reason.PROGRAM_IS_FOLDER, "EACCES", "is a folder");
    assertRefused(
        piped("program").env(Map.of("PATH", folder.toString())),
        Reason.PROGRAM_IS_FOLDER,
        "EACCES",
        program.toString());
  }

  @Test
  @DisplayName("X46 a script without a first line is ENOEXEC, and no shell is tried")
  default void noInterpreter(@TempDir Path folder) throws Exception {
    Path ran = folder.resolve("ran");
    Path script = executable(folder, ": > " + ran + "\n");
    assertRefused(piped(script.toString()), Reason.PROGRAM_FORMAT, "ENOEXEC", "#!/bin/sh");
    assertRefused(
        piped("program").env(Map.of("PATH", folder.toString())), Reason.PROGRAM_FORMAT, "ENOEXEC");
    assertFalse(Files.exists(ran));
  }

  @Test
  @DisplayName("X46 a program that is being written is ETXTBSY")
  default void busyProgram(@TempDir Path folder) throws Exception {
    Path program = executable(folder, "");
    try (OutputStream writing = Files.newOutputStream(program)) {
      writing.write(Files.readAllBytes(Path.of("/bin/true")));
      assertRefused(piped(program.toString()), Reason.PROGRAM_BUSY, "ETXTBSY", program.toString());
    }
  }

  @Test
  @DisplayName("X46 links in a circle and names too long are told as such")
  default void unreachablePrograms(@TempDir Path folder) throws Exception {
    Path circle = Files.createSymbolicLink(folder.resolve("a"), folder.resolve("a"));
    assertRefused(piped(circle.toString()), Reason.PROGRAM_MISSING, "ELOOP", "circle");
    assertRefused(
        piped("/" + "x".repeat(300)), Reason.PROGRAM_MISSING, "ENAMETOOLONG", "that long");
  }

  @Test
  @DisplayName("X46 too large an argument, or too many, is E2BIG, and the limits are told")
  default void tooBig() {
    assertRefused(
        piped("/bin/true", "x".repeat(1 << 20)),
        Reason.ARGUMENTS_TOO_LONG,
        "E2BIG",
        "1,048,587 bytes of arguments",
        "one may have 131,072");
    String[] many = new String[100];
    java.util.Arrays.fill(many, "x".repeat(100_000));
    many[0] = "/bin/true";
    assertRefused(piped(many), Reason.ARGUMENTS_TOO_LONG, "E2BIG", "9,900,109 bytes");
  }

  @Test
  @DisplayName("X46 a working directory is named that is missing, or none, or may not be entered")
  default void badDirectory(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    String name = "working directory '%s'";
    assertRefused(
        piped("true").cwd(missing), Reason.WORKING_DIRECTORY, "ENOENT", name.formatted(missing));
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(
        piped("true").cwd(file), Reason.WORKING_DIRECTORY, "ENOTDIR", name.formatted(file));
    Path below = file.resolve("below");
    assertRefused(
        piped("true").cwd(below), Reason.WORKING_DIRECTORY, "ENOTDIR", name.formatted(below));
  }

  @Test
  @DisplayName("X22 a file for a stream that cannot be opened is named, and so is the stream")
  default void badStreamFile(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    Path below = missing.resolve("below");
    assertRefused(
        piped("true").stdin(Stdio.from(missing)),
        Reason.STREAM_FILE,
        "ENOENT",
        "stdin",
        missing.toString());
    assertRefused(
        piped("true").stdout(Stdio.to(below)),
        Reason.STREAM_FILE,
        "ENOENT",
        "stdout",
        below.toString());
    assertRefused(
        piped("true").stderr(Stdio.appendTo(folder)), Reason.STREAM_FILE, "EISDIR", "stderr");
    assertRefused(
        piped("true").stdin(Stdio.from(folder)), Reason.STREAM_FILE, "EISDIR", folder.toString());
  }

  @Test
  @DisplayName("X37 a descriptor that is not open is an error, also where its number is the next")
  default void badDescriptor() throws Exception {
    Descriptors.Pipe pipe = Posix.get().descriptors().openPipe(true);
    int closed = Math.min(pipe.parent().fd(), pipe.child().fd());
    pipe.parent().close();
    pipe.child().close();
    assertRefusedUnlessTaken(closed, piped("true").stderr(Stdio.descriptor(closed)));
    assertRefusedUnlessTaken(closed, piped("true").passDescriptors(closed));
    int high = Integer.MAX_VALUE;
    String[] words = {"descriptor " + high, "not open"};
    assertRefused(
        piped("true").stderr(Stdio.descriptor(high)), Reason.BAD_DESCRIPTOR, "EBADF", words);
    assertRefused(piped("true").passDescriptors(high), Reason.BAD_DESCRIPTOR, "EBADF", words);
    assertThrows(InvalidSpecException.class, () -> Stdio.descriptor(-1));
    assertThrows(InvalidSpecException.class, () -> piped("true").passDescriptors(-1));
  }

  /**
   * The JVM may open a file of its own at any moment, and keep it: then the number is open. It may
   * also close it again, so that the words are those for another number, which is never the next.
   */
  private void assertRefusedUnlessTaken(int closed, SubprocessSpec spec) throws Exception {
    try {
      rig().start(spec);
    } catch (SpawnException refusal) {
      assertRefusal(refusal, Reason.BAD_DESCRIPTOR, "EBADF");
      return;
    }
    assertTrue(Posix.get().descriptors().isOpen(closed), "it began, with what is not open");
  }

  @Test
  @DisplayName("X22 a process group that is not there is refused")
  default void missingGroup() {
    assertRefused(
        piped("true").group(ProcessGroup.existing(Integer.MAX_VALUE)),
        Reason.ATTRIBUTE_REFUSED,
        "EPERM",
        "process group 2147483647");
  }

  @Test
  @DisplayName("X46 a NUL anywhere and a '=' in a name are refused before anything starts")
  default void nulAndEqualsSign() {
    assertThrows(InvalidSpecException.class, () -> SubprocessSpec.exec("a\0b"));
    assertThrows(InvalidSpecException.class, () -> SubprocessSpec.exec("a", "b\0c"));
    SubprocessSpec spec = SubprocessSpec.exec("true");
    assertThrows(InvalidSpecException.class, () -> spec.env(Map.of("A", "b\0c")));
    assertThrows(InvalidSpecException.class, () -> spec.env(Map.of("A=B", "c")));
  }

  private void assertRefused(
      SubprocessSpec spec, Reason reason, String errnoName, String... words) {
    assertRefusal(
        assertThrows(SpawnException.class, () -> rig().start(spec)), reason, errnoName, words);
  }

  private static void assertRefusal(
      SpawnException refusal, Reason reason, String errnoName, String... words) {
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    assertEquals(errnoName, refusal.errnoName(), refusal.getMessage());
    for (String word : words) {
      assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }
  }
}
