package org.hotloop.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** X24, X46: what makes no sense is refused while the spec is made, before anything starts. */
class SubprocessSpecTest {

  @Test
  void aSpecSaysWhatWasAskedForAndInheritsTheRest() {
    SubprocessSpec spec = SubprocessSpec.exec("ls", "-l").cwd(Path.of("/tmp")).stdout(Stdio.PIPE);
    assertEquals(strings("ls", "-l"), spec.arguments());
    assertEquals(OsString.of("ls"), spec.program());
    assertEquals(Optional.of(Path.of("/tmp")), spec.cwd());
    assertEquals(Environment.inherited(), spec.env());
    assertEquals(ProcessGroup.INHERITED, spec.group());
    assertEquals(OptionalInt.empty(), spec.umask());
    assertEquals(OptionalInt.empty(), spec.nice());
    assertTrue(spec.passedDescriptors().isEmpty());
    assertEquals(Stdio.INHERIT, spec.stdin());
    assertEquals(Stdio.PIPE, spec.stdout());
    assertEquals(Stdio.INHERIT, spec.stderr());
    assertEquals(OwnerStop.KILL, spec.onOwnerStop());
  }

  @Test
  void changingASpecLeavesTheFirstAsItWas() {
    SubprocessSpec first = SubprocessSpec.exec("ls");
    first.stdin(Stdio.PIPE).stderr(Stdio.STDOUT).onOwnerStop(OwnerStop.LEAVE).env(Map.of());
    assertEquals(Stdio.INHERIT, first.stdin());
    assertEquals(Stdio.INHERIT, first.stderr());
    assertEquals(OwnerStop.KILL, first.onOwnerStop());
    assertEquals(Environment.inherited(), first.env());
  }

  @Test
  void aShellIsOnlyTakenWhenAskedFor() {
    assertEquals(strings("/bin/sh", "-c", "exit 7"), SubprocessSpec.shell("exit 7").arguments());
  }

  @Test
  void aProgramMayRunUnderAnotherName() {
    SubprocessSpec spec = SubprocessSpec.exec("-sh", "-c", "exit 7").executable("/bin/sh");
    assertEquals(OsString.of("/bin/sh"), spec.program());
    assertEquals(strings("-sh", "-c", "exit 7"), spec.arguments());
    assertRefused("no program", () -> SubprocessSpec.exec("ls").executable(""));
  }

  @Test
  @DisplayName("X25 a program and its arguments can be paths; such a program is not looked up")
  void pathsCanBeArguments() {
    SubprocessSpec spec = SubprocessSpec.exec(Path.of("tool"), "-v").arg(Path.of("/a/b")).args("c");
    assertEquals(strings("./tool", "-v", "/a/b", "c"), spec.arguments());
    assertEquals(strings("/x/tool"), SubprocessSpec.exec(Path.of("/x/tool")).arguments());
    assertEquals(strings("/tool"), SubprocessSpec.exec(Path.of("/tool")).arguments());
  }

  @Test
  void attributesAreKept() {
    SubprocessSpec spec =
        SubprocessSpec.exec("ls")
            .group(ProcessGroup.NEW_SESSION)
            .umask(0027)
            .nice(5)
            .passDescriptors(9, 4)
            .passDescriptors(7)
            .env("A", "1");
    assertEquals(ProcessGroup.NEW_SESSION, spec.group());
    assertEquals(OptionalInt.of(0027), spec.umask());
    assertEquals(OptionalInt.of(5), spec.nice());
    assertEquals(List.of(4, 7, 9), List.copyOf(spec.passedDescriptors()));
    assertEquals(Environment.inherited().with("A", "1"), spec.env());
  }

  @Test
  @DisplayName("X24 streams that contradict themselves are refused")
  void contradictoryStreamsAreRefused() {
    SubprocessSpec spec = SubprocessSpec.exec("ls");
    Path file = Path.of("/tmp/f");
    assertRefused("stdin", () -> spec.stdin(Stdio.to(file)));
    assertRefused("stdin", () -> spec.stdin(Stdio.appendTo(file)));
    assertRefused("stdout", () -> spec.stdout(Stdio.from(file)));
    assertRefused("stderr", () -> spec.stderr(Stdio.from(file)));
  }

  @Test
  @DisplayName("X37 what can be no descriptor is refused")
  void whatCanBeNoDescriptorIsRefused() {
    assertRefused("-1", () -> Stdio.descriptor(-1));
    assertRefused("descriptor 2", () -> SubprocessSpec.exec("ls").passDescriptors(5, 2));
    assertRefused("descriptor -3", () -> SubprocessSpec.exec("ls").passDescriptors(-3));
  }

  @Test
  @DisplayName("X24 umask, niceness and group out of range are refused")
  void numbersOutOfRangeAreRefused() {
    SubprocessSpec spec = SubprocessSpec.exec("ls");
    assertRefused("01000", () -> spec.umask(01000));
    assertRefused("umask", () -> spec.umask(-1));
    assertRefused("20", () -> spec.nice(20));
    assertRefused("-21", () -> spec.nice(-21));
    assertRefused("0", () -> ProcessGroup.existing(0));
  }

  @Test
  @DisplayName("X24 an empty command is refused")
  void anEmptyCommandIsRefused() {
    assertRefused("no program", () -> SubprocessSpec.exec(List.of()));
    assertRefused("no program", () -> SubprocessSpec.exec(""));
  }

  @Test
  @DisplayName("X46 a NUL in an argument, the environment or the cwd is refused")
  void aNulIsRefused() {
    SubprocessSpec spec = SubprocessSpec.exec("ls");
    assertRefused("NUL", () -> SubprocessSpec.exec("ls", "a\0b"));
    assertRefused("NUL", () -> spec.env(Map.of("A", "a\0b")));
    assertRefused("NUL", () -> spec.env(Map.of("A\0", "b")));
  }

  @Test
  @DisplayName("X46 '=' in a variable's name, or no name, is refused")
  void aNameWithAnEqualsSignIsRefused() {
    assertRefused("'A=B'", () -> SubprocessSpec.exec("ls").env(Map.of("A=B", "c")));
    assertRefused("''", () -> SubprocessSpec.exec("ls").env(Map.of("", "c")));
  }

  @Test
  @DisplayName("X24 STDOUT makes sense for stderr only")
  void stdoutAsAnythingButStderrIsRefused() {
    assertRefused("stdin", () -> SubprocessSpec.exec("ls").stdin(Stdio.STDOUT));
    assertRefused("stdout", () -> SubprocessSpec.exec("ls").stdout(Stdio.STDOUT));
  }

  private static List<OsString> strings(String... texts) {
    return Stream.of(texts).map(OsString::of).toList();
  }

  private static void assertRefused(String naming, Executable attempt) {
    String message = assertThrows(InvalidSpecException.class, attempt).getMessage();
    assertTrue(message.contains(naming), message);
  }
}
