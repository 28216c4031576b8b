package org.hotloop.loop.internal.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand refusals of each kind. */
class RefusalLeakTest {

  private static final int TRIES = 1_000;
  private static final int CLOSED = 1_000_000;

  private final Launch launch = new Launch();

  @TempDir static Path folder;

  @AfterEach
  void close() {
    launch.close();
  }

  @ParameterizedTest(name = "{1} {2}: {0}")
  @MethodSource("refusals")
  @DisplayName("X22 a thousand refusals of each kind leave no descriptor, and no child")
  void aThousandRefusalsLeaveNothing(SubprocessSpec spec, Reason reason, String errnoName) {
    SubprocessSpec piped = piped(spec);
    launch.refused(piped, reason, errnoName);
    Set<Integer> before = Launch.open();
    for (int i = 0; i < TRIES; i++) {
      launch.refused(piped, reason, errnoName);
    }
    assertEquals(Set.of(), Launch.openedSince(before), "left open");
  }

  static Stream<Arguments> refusals() throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "");
    Path script = executable("script", "no first line\n");
    Path lost = executable("lost", "#!/no/such/interpreter\n");
    Path circle = Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
    SubprocessSpec sound = SubprocessSpec.exec("true");
    return Stream.of(
        arguments(SubprocessSpec.exec("no-such-program"), Reason.PROGRAM_MISSING, "ENOENT"),
        arguments(SubprocessSpec.exec("/no/such"), Reason.PROGRAM_MISSING, "ENOENT"),
        arguments(SubprocessSpec.exec(lost), Reason.PROGRAM_MISSING, "ENOENT"),
        arguments(SubprocessSpec.exec(circle), Reason.PROGRAM_MISSING, "ELOOP"),
        arguments(SubprocessSpec.exec(plain), Reason.PROGRAM_NOT_EXECUTABLE, "EACCES"),
        arguments(SubprocessSpec.exec(folder), Reason.PROGRAM_IS_FOLDER, "EACCES"),
        arguments(SubprocessSpec.exec(script), Reason.PROGRAM_FORMAT, "ENOEXEC"),
        arguments(sound.args("x".repeat(131_072)), Reason.ARGUMENTS_TOO_LONG, "E2BIG"),
        arguments(sound.cwd(folder.resolve("no")), Reason.WORKING_DIRECTORY, "ENOENT"),
        arguments(sound.stderr(Stdio.to(folder)), Reason.STREAM_FILE, "EISDIR"),
        arguments(
            sound.stdin(Stdio.from(plain)).stderr(Stdio.to(folder.resolve("no/file"))),
            Reason.STREAM_FILE,
            "ENOENT"),
        arguments(sound.stderr(Stdio.descriptor(CLOSED)), Reason.BAD_DESCRIPTOR, "EBADF"),
        arguments(sound.passDescriptors(CLOSED), Reason.BAD_DESCRIPTOR, "EBADF"),
        arguments(
            sound.group(ProcessGroup.existing(Integer.MAX_VALUE)).umask(077),
            Reason.ATTRIBUTE_REFUSED,
            "EPERM"),
        arguments(
            SubprocessSpec.exec("x").env(Map.of("PATH", "::")), Reason.PROGRAM_MISSING, "ENOENT"));
  }

  /** With a pipe wherever nothing else was asked for. */
  private static SubprocessSpec piped(SubprocessSpec spec) {
    SubprocessSpec piped = spec;
    if (spec.stdin() == Stdio.INHERIT) {
      piped = piped.stdin(Stdio.PIPE);
    }
    if (spec.stdout() == Stdio.INHERIT) {
      piped = piped.stdout(Stdio.PIPE);
    }
    return spec.stderr() == Stdio.INHERIT ? piped.stderr(Stdio.PIPE) : piped;
  }

  private static Path executable(String name, String content) throws Exception {
    return Files.setPosixFilePermissions(
        Files.writeString(folder.resolve(name), content),
        PosixFilePermissions.fromString("rwx------"));
  }
}
