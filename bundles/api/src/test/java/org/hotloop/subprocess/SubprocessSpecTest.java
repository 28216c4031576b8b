package org.hotloop.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** X24, X46: what makes no sense is refused while the spec is made, before anything starts. */
class SubprocessSpecTest {

  @Test
  void aSpecSaysWhatWasAskedForAndInheritsTheRest() {
    SubprocessSpec spec = SubprocessSpec.exec("ls", "-l").cwd(Path.of("/tmp")).stdout(Stdio.PIPE);
    assertEquals(List.of("ls", "-l"), spec.arguments());
    assertEquals(Optional.of(Path.of("/tmp")), spec.cwd());
    assertEquals(Optional.empty(), spec.env());
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
    assertTrue(first.env().isEmpty());
  }

  @Test
  void aShellIsOnlyTakenWhenAskedFor() {
    assertEquals(List.of("/bin/sh", "-c", "exit 7"), SubprocessSpec.shell("exit 7").arguments());
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

  private static void assertRefused(String naming, Executable attempt) {
    String message = assertThrows(IllegalArgumentException.class, attempt).getMessage();
    assertTrue(message.contains(naming), message);
  }
}
