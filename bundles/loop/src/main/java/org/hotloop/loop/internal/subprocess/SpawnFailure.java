package org.hotloop.loop.internal.subprocess;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.hotloop.posix.AttributeRefusedException;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.FileStatus;
import org.hotloop.posix.FileStatus.Kind;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.SubprocessSpec;

/**
 * Why the kernel refused a spawn, in words that name what to change. Its number alone does not tell
 * whether it meant the program, its interpreter, the directory or something else; so what is there
 * now is looked at.
 */
final class SpawnFailure {

  private static final int FIRST_LINE_BYTES = 256; // as many as the kernel looks at

  /** What an error means wherever it comes from. */
  private static final Map<String, Cause> EVERYWHERE =
      Map.of(
          "EMFILE",
          new Cause(
              Reason.DESCRIPTORS_EXHAUSTED,
              "this process has no descriptor left: close some, or raise its limit (ulimit -n)"),
          "ENFILE",
          new Cause(
              Reason.DESCRIPTORS_EXHAUSTED,
              "the system has no descriptor left: see /proc/sys/fs/file-nr, or, for pipes,"
                  + " /proc/sys/fs/pipe-user-pages-hard"),
          "EAGAIN",
          new Cause(
              Reason.PROCESSES_EXHAUSTED,
              "no more processes may be started now: see the user's limit (ulimit -u), the control"
                  + " group's pids.max, and /proc/sys/kernel/pid_max"),
          "ENOMEM",
          new Cause(Reason.MEMORY_EXHAUSTED, "the system has too little memory left for a child"));

  /** What an error means that comes from the spawn itself. */
  private static final Map<String, Cause> OF_SPAWN =
      Map.of(
          "ENOEXEC",
          new Cause(
              Reason.PROGRAM_FORMAT,
              "it is no program of this machine, nor a script with a first line such as #!/bin/sh;"
                  + " no shell is tried without"),
          "ELIBBAD",
          new Cause(Reason.PROGRAM_FORMAT, "its dynamic loader is none"),
          "ETXTBSY",
          new Cause(
              Reason.PROGRAM_BUSY, "somebody has it open for writing: try again when it is closed"),
          "E2BIG",
          new Cause(
              Reason.ARGUMENTS_TOO_LONG,
              "pass the data through a file or the standard input, or shorten the environment"),
          "ELOOP",
          new Cause(Reason.PROGRAM_MISSING, "its links lead in a circle"),
          "ENAMETOOLONG",
          new Cause(Reason.PROGRAM_MISSING, "no file has a name that long"),
          "ENOTDIR",
          new Cause(Reason.PROGRAM_MISSING, "a part of its path is no folder"),
          "EBADF",
          new Cause(
              Reason.BAD_DESCRIPTOR,
              "a descriptor that the child shall have was closed meanwhile"));

  private final SubprocessSpec spec;
  private final ChildView view;
  private final Descriptors descriptors;
  private final OsString path;

  /**
   * @param path the program's file
   */
  SpawnFailure(SubprocessSpec spec, ChildView view, Descriptors descriptors, OsString path) {
    this.spec = spec;
    this.view = view;
    this.descriptors = descriptors;
    this.path = path;
  }

  /** The failure of {@code what}, under {@code reason} unless the error has the same one always. */
  static SpawnException of(Reason reason, String what, PosixException cause) {
    Cause known = EVERYWHERE.getOrDefault(cause.errnoName(), new Cause(reason, ""));
    return exception(what, known, cause);
  }

  /** Explains the failure of the spawn itself. */
  SpawnException explain(PosixException cause) {
    String where = spec.cwd().map(directory -> " in '" + directory + "'").orElse("");
    return exception("cannot start '%s'%s".formatted(path, where), causeOf(cause), cause);
  }

  private Cause causeOf(PosixException cause) {
    if (cause instanceof AttributeRefusedException) {
      return new Cause(Reason.ATTRIBUTE_REFUSED, "");
    }
    Optional<Cause> known =
        Optional.ofNullable(EVERYWHERE.get(cause.errnoName()))
            .or(() -> Optional.ofNullable(OF_SPAWN.get(cause.errnoName())));
    return known.or(() -> goneDirectory()).orElseGet(() -> lookedUp(cause.errnoName()));
  }

  /** It was there before the spawn; but that is a while ago. */
  private Optional<Cause> goneDirectory() {
    try {
      WorkingDirectory.check(view);
      return Optional.empty();
    } catch (SpawnException e) {
      return Optional.of(new Cause(e.reason(), e.getMessage()));
    }
  }

  private Cause lookedUp(String errnoName) {
    return switch (errnoName) {
      case "ENOENT" -> missing();
      case "EACCES" -> denied();
      case "EPERM" -> notPermitted();
      default -> new Cause(Reason.OTHER, "");
    };
  }

  private Cause missing() {
    if (status().isEmpty()) {
      return new Cause(Reason.PROGRAM_MISSING, "there is no such file");
    }
    String interpreter = interpreter().orElse("the dynamic loader that it was linked for");
    return new Cause(
        Reason.PROGRAM_MISSING, "the file is there, but %s is not".formatted(interpreter));
  }

  private Cause denied() {
    Optional<FileStatus> status = status();
    if (status.filter(found -> found.kind() == Kind.FOLDER).isPresent()) {
      return new Cause(Reason.PROGRAM_IS_FOLDER, "it is a folder, no program");
    }
    if (status.filter(FileStatus::isProgram).isPresent()) {
      return new Cause(
          Reason.PROGRAM_NOT_EXECUTABLE,
          interpreter().orElse("what it needs in order to run") + " may not be executed");
    }
    return new Cause(
        Reason.PROGRAM_NOT_EXECUTABLE,
        "it is not executable: chmod +x, or a mount without noexec, or access to its folder");
  }

  private Cause notPermitted() {
    return spec.group() instanceof ProcessGroup.Existing group
        ? new Cause(
            Reason.ATTRIBUTE_REFUSED,
            "the process group %d is not there, or belongs to another session"
                .formatted(group.pgid()))
        : new Cause(Reason.PROGRAM_NOT_EXECUTABLE, "the system forbids to execute it");
  }

  private Optional<FileStatus> status() {
    try {
      return Optional.of(view.status(path));
    } catch (PosixException e) {
      return Optional.empty(); // not to be seen, which is what the spawn met
    }
  }

  /** What runs a script; empty where it is none, or cannot be read. */
  private Optional<String> interpreter() {
    ByteBuffer start = ByteBuffer.allocate(FIRST_LINE_BYTES);
    try (Descriptor file = descriptors.openFile(view.fromHere(path), FileUse.READ)) {
      file.read(start);
    } catch (IOException e) {
      return Optional.empty(); // executable files need not be readable
    }
    String text = new String(start.array(), 0, start.position(), StandardCharsets.UTF_8);
    return text.startsWith("#!") ? Optional.of(named(text.substring(2))) : Optional.empty();
  }

  private static String named(String text) {
    String line = text.split("\n", 2)[0];
    String interpreter = line.strip().split("[ \t]", 2)[0];
    String end = line.endsWith("\r") ? " with a carriage return behind it" : "";
    return "the interpreter '%s'%s of its first line".formatted(interpreter, end);
  }

  private static SpawnException exception(String what, Cause why, PosixException cause) {
    String advice = why.words.isEmpty() ? "" : "; " + why.words;
    return new SpawnException(
        why.reason,
        "%s: %s%s".formatted(what, cause.getMessage(), advice),
        cause.errno(),
        cause.errnoName(),
        cause);
  }

  /** A reason, and what to say of it. */
  private record Cause(Reason reason, String words) {}
}
