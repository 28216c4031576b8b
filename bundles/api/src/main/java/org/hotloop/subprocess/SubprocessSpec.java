package org.hotloop.subprocess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to start and how: immutable; each method that changes something returns a new spec. A spec
 * that exists is sound in itself; whether the program is there is seen when it is started.
 *
 * <p>Where nothing is said: the environment and the working directory of this process, and its
 * standard streams ({@link Stdio#INHERIT}), as in asyncio. A child gets no other descriptor.
 */
public final class SubprocessSpec {

  private final List<String> arguments;
  private final Path cwd;
  private final Map<String, String> env;
  private final Stdio stdin;
  private final Stdio stdout;
  private final Stdio stderr;
  private final OwnerStop ownerStop;

  private SubprocessSpec(
      List<String> arguments,
      Path cwd,
      Map<String, String> env,
      Stdio stdin,
      Stdio stdout,
      Stdio stderr,
      OwnerStop ownerStop) {
    this.arguments = arguments;
    this.cwd = cwd;
    this.env = env;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
    this.ownerStop = ownerStop;
  }

  /**
   * A program and its arguments; no shell is involved. A program without a slash is looked up in
   * the PATH that the child will have.
   *
   * @throws IllegalArgumentException when the program is empty, or a NUL stands in an argument
   */
  public static SubprocessSpec exec(String program, String... arguments) {
    List<String> all = new ArrayList<>(arguments.length + 1);
    all.add(program);
    all.addAll(List.of(arguments));
    return exec(all);
  }

  /** As {@link #exec(String, String...)}; the first element is the program. */
  public static SubprocessSpec exec(List<String> programAndArguments) {
    List<String> all = List.copyOf(programAndArguments);
    if (all.isEmpty() || all.get(0).isEmpty()) {
      throw new IllegalArgumentException("no program: the first argument names what to start");
    }
    all.forEach(argument -> refuseNul("argument", argument));
    return new SubprocessSpec(
        all, null, null, Stdio.INHERIT, Stdio.INHERIT, Stdio.INHERIT, OwnerStop.KILL);
  }

  /** {@code command} as {@code /bin/sh -c} understands it. */
  public static SubprocessSpec shell(String command) {
    return exec("/bin/sh", "-c", command);
  }

  /** Starts in {@code directory}. */
  public SubprocessSpec cwd(Path directory) {
    refuseNul("cwd", directory.toString());
    return new SubprocessSpec(arguments, directory, env, stdin, stdout, stderr, ownerStop);
  }

  /**
   * Gives exactly this environment, also an empty one.
   *
   * @throws IllegalArgumentException when a name is empty or has an {@code =}, or a NUL stands in
   *     it
   */
  public SubprocessSpec env(Map<String, String> environment) {
    Map<String, String> copy = Map.copyOf(environment);
    copy.forEach(
        (name, value) -> {
          if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                "environment: '%s' is no name of a variable".formatted(name));
          }
          refuseNul("environment", name);
          refuseNul("environment", value);
        });
    return new SubprocessSpec(arguments, cwd, copy, stdin, stdout, stderr, ownerStop);
  }

  /**
   * Connects the standard input.
   *
   * @throws IllegalArgumentException for {@link Stdio#STDOUT}
   */
  public SubprocessSpec stdin(Stdio connection) {
    refuseStdout("stdin", connection);
    return new SubprocessSpec(arguments, cwd, env, connection, stdout, stderr, ownerStop);
  }

  /**
   * Connects the standard output.
   *
   * @throws IllegalArgumentException for {@link Stdio#STDOUT}
   */
  public SubprocessSpec stdout(Stdio connection) {
    refuseStdout("stdout", connection);
    return new SubprocessSpec(arguments, cwd, env, stdin, connection, stderr, ownerStop);
  }

  /** Connects the standard error. */
  public SubprocessSpec stderr(Stdio connection) {
    Objects.requireNonNull(connection, "stderr");
    return new SubprocessSpec(arguments, cwd, env, stdin, stdout, connection, ownerStop);
  }

  /** Says what becomes of the child when its owner stops; {@link OwnerStop#KILL} where not said. */
  public SubprocessSpec onOwnerStop(OwnerStop choice) {
    Objects.requireNonNull(choice, "choice");
    return new SubprocessSpec(arguments, cwd, env, stdin, stdout, stderr, choice);
  }

  /** The program and its arguments, never empty. */
  public List<String> arguments() {
    return arguments;
  }

  /** The working directory; empty is this process's. */
  public Optional<Path> cwd() {
    return Optional.ofNullable(cwd);
  }

  /** The environment; empty is this process's. */
  public Optional<Map<String, String>> env() {
    return Optional.ofNullable(env);
  }

  /** The standard input's connection. */
  public Stdio stdin() {
    return stdin;
  }

  /** The standard output's connection. */
  public Stdio stdout() {
    return stdout;
  }

  /** The standard error's connection. */
  public Stdio stderr() {
    return stderr;
  }

  /** What becomes of the child when its owner stops. */
  public OwnerStop onOwnerStop() {
    return ownerStop;
  }

  /** The command, for people. */
  @Override
  public String toString() {
    return String.join(" ", arguments);
  }

  private static void refuseNul(String what, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "%s: a NUL cannot be passed to a program: '%s'"
              .formatted(what, text.replace("\0", "\\0")));
    }
  }

  private static void refuseStdout(String stream, Stdio connection) {
    if (Objects.requireNonNull(connection, stream) == Stdio.STDOUT) {
      throw new IllegalArgumentException(stream + ": STDOUT is for stderr only");
    }
  }
}
