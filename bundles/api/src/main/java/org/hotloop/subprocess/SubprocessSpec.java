package org.hotloop.subprocess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/**
 * What to start and how: immutable; each method that changes something returns a new spec. A spec
 * that exists is sound in itself; whether the program is there is seen when it is started.
 *
 * <p>Where nothing is said: the environment and the working directory of this process, its standard
 * streams ({@link Stdio#INHERIT}), as in asyncio, its process group, umask and niceness. A child
 * gets no other descriptor, no blocked signal, and the default disposition of each.
 *
 * <p>Text is passed on as UTF-8; {@link OsString} passes any bytes. What cannot be passed on, such
 * as a NUL, is refused with an {@link InvalidSpecException} by the method that is given it.
 */
public final class SubprocessSpec {

  private final Command command;
  private final Optional<Path> cwd;
  private final Environment env;
  private final Streams streams;
  private final Attributes attributes;
  private final OwnerStop ownerStop;

  private SubprocessSpec(
      Command command,
      Optional<Path> cwd,
      Environment env,
      Streams streams,
      Attributes attributes,
      OwnerStop ownerStop) {
    this.command = command;
    this.cwd = cwd;
    this.env = env;
    this.streams = streams;
    this.attributes = attributes;
    this.ownerStop = ownerStop;
  }

  /**
   * A program and its arguments; no shell is involved. A program without a slash is looked up in
   * the PATH that the child will have; empty and {@code .} entries of it are left out.
   *
   * @throws InvalidSpecException when the program is empty
   */
  public static SubprocessSpec exec(String program, String... arguments) {
    List<String> all = new ArrayList<>(arguments.length + 1);
    all.add(program);
    all.addAll(List.of(arguments));
    return exec(all);
  }

  /** As {@link #exec(String, String...)}; the first element is the program. */
  public static SubprocessSpec exec(List<String> programAndArguments) {
    return of(programAndArguments.stream().map(OsString::of).toList());
  }

  /**
   * As {@link #exec(String, String...)}; this file, which is not looked up. A relative one is seen
   * from the child's directory.
   */
  public static SubprocessSpec exec(Path program, String... arguments) {
    OsString file = OsString.of(isName(program) ? Path.of(".").resolve(program) : program);
    return of(List.of(file)).args(arguments);
  }

  /** As {@link #exec(String, String...)}, with any bytes. */
  public static SubprocessSpec exec(OsString program, OsString... arguments) {
    List<OsString> all = new ArrayList<>(arguments.length + 1);
    all.add(program);
    all.addAll(List.of(arguments));
    return of(all);
  }

  /** {@code command} as {@code /bin/sh -c} understands it. */
  public static SubprocessSpec shell(String command) {
    return exec("/bin/sh", "-c", command);
  }

  private static SubprocessSpec of(List<OsString> arguments) {
    return new SubprocessSpec(
        Command.of(arguments),
        Optional.empty(),
        Environment.inherited(),
        Streams.INHERITED,
        Attributes.INHERITED,
        OwnerStop.KILL);
  }

  /** Appends arguments. */
  public SubprocessSpec args(String... more) {
    return with(command.plus(List.of(more).stream().map(OsString::of).toList()));
  }

  /** Appends an argument. */
  public SubprocessSpec arg(OsString argument) {
    return with(command.plus(List.of(argument)));
  }

  /** Appends the name of a file. */
  public SubprocessSpec arg(Path file) {
    return arg(OsString.of(file));
  }

  /**
   * Runs this program, looked up as usual, under the name that stands first in the arguments.
   *
   * @throws InvalidSpecException when empty
   */
  public SubprocessSpec executable(String program) {
    return executable(OsString.of(program));
  }

  /** As {@link #executable(String)}. */
  public SubprocessSpec executable(OsString program) {
    return with(command.executable(program));
  }

  /** Starts in {@code directory}; a relative one is seen from this process's. */
  public SubprocessSpec cwd(Path directory) {
    OsString.of(directory);
    return new SubprocessSpec(command, Optional.of(directory), env, streams, attributes, ownerStop);
  }

  /** Gives exactly these variables, also none; else as {@link Environment#with(Map)}. */
  public SubprocessSpec env(Map<String, String> variables) {
    return env(Environment.empty().with(variables));
  }

  /** Sets a variable beside those that were there; as {@link Environment#with(String, String)}. */
  public SubprocessSpec env(String name, String value) {
    return env(env.with(name, value));
  }

  /** Gives this environment. */
  public SubprocessSpec env(Environment environment) {
    Objects.requireNonNull(environment, "environment");
    return new SubprocessSpec(command, cwd, environment, streams, attributes, ownerStop);
  }

  /**
   * Connects the standard input.
   *
   * @throws InvalidSpecException for {@link Stdio#STDOUT} and files to be written
   */
  public SubprocessSpec stdin(Stdio connection) {
    return with(streams.stdin(connection));
  }

  /**
   * Connects the standard output.
   *
   * @throws InvalidSpecException for {@link Stdio#STDOUT} and files to be read
   */
  public SubprocessSpec stdout(Stdio connection) {
    return with(streams.stdout(connection));
  }

  /**
   * Connects the standard error.
   *
   * @throws InvalidSpecException for files to be read
   */
  public SubprocessSpec stderr(Stdio connection) {
    return with(streams.stderr(connection));
  }

  /**
   * Sets the limit of the child's {@link org.hotloop.stream.StreamReader}s: the longest line, and
   * half of what is kept of a pipe that nobody reads before the child is held back; 64 KiB where
   * not said. asyncio's {@code limit}.
   *
   * @param bytes 1 to 512 MiB
   * @throws InvalidSpecException when out of range
   */
  public SubprocessSpec limit(int bytes) {
    return with(streams.limit(bytes));
  }

  /** Starts in this process group or session. */
  public SubprocessSpec group(ProcessGroup group) {
    return with(attributes.group(group));
  }

  /**
   * Lets the child have these descriptors of ours beside its streams, under the same numbers. They
   * must be open when it starts, and stay the caller's.
   *
   * @throws InvalidSpecException when one is below 3
   */
  public SubprocessSpec passDescriptors(int... descriptors) {
    return with(attributes.plusDescriptors(descriptors));
  }

  /**
   * Sets which permissions new files of the child do not get; man umask(2).
   *
   * @param mask 0 to 0777
   * @throws InvalidSpecException when out of range
   */
  public SubprocessSpec umask(int mask) {
    return with(attributes.umask(mask));
  }

  /**
   * Sets the child's niceness; man setpriority(2). Less than ours needs a right that only some
   * have.
   *
   * @param niceness -20, the most favoured, to 19
   * @throws InvalidSpecException when out of range
   */
  public SubprocessSpec nice(int niceness) {
    return with(attributes.nice(niceness));
  }

  /** Says what becomes of the child when its owner stops; {@link OwnerStop#KILL} where not said. */
  public SubprocessSpec onOwnerStop(OwnerStop choice) {
    Objects.requireNonNull(choice, "choice");
    return new SubprocessSpec(command, cwd, env, streams, attributes, choice);
  }

  /** The program: {@link #executable(String)}, or else the first of the arguments. */
  public OsString program() {
    return command.program();
  }

  /** The arguments from {@code argv[0]} on, never empty. */
  public List<OsString> arguments() {
    return command.arguments();
  }

  /** The working directory; empty is this process's. */
  public Optional<Path> cwd() {
    return cwd;
  }

  /** The environment. */
  public Environment env() {
    return env;
  }

  /** The standard input's connection. */
  public Stdio stdin() {
    return streams.stdin();
  }

  /** The standard output's connection. */
  public Stdio stdout() {
    return streams.stdout();
  }

  /** The standard error's connection. */
  public Stdio stderr() {
    return streams.stderr();
  }

  /** The limit of the child's readers, in bytes. */
  public int limit() {
    return streams.limit();
  }

  /** The process group. */
  public ProcessGroup group() {
    return attributes.group();
  }

  /** The descriptors that are passed on, beside the streams; often empty. */
  public SortedSet<Integer> passedDescriptors() {
    return attributes.descriptors();
  }

  /** The umask; empty is this process's. */
  public OptionalInt umask() {
    return attributes.umask();
  }

  /** The niceness; empty is this process's. */
  public OptionalInt nice() {
    return attributes.nice();
  }

  /** What becomes of the child when its owner stops. */
  public OwnerStop onOwnerStop() {
    return ownerStop;
  }

  /** The command, for people. */
  @Override
  public String toString() {
    return command.toString();
  }

  private static boolean isName(Path path) {
    return path.getNameCount() == 1 && !path.isAbsolute();
  }

  private SubprocessSpec with(Command newCommand) {
    return new SubprocessSpec(newCommand, cwd, env, streams, attributes, ownerStop);
  }

  private SubprocessSpec with(Streams newStreams) {
    return new SubprocessSpec(command, cwd, env, newStreams, attributes, ownerStop);
  }

  private SubprocessSpec with(Attributes newAttributes) {
    return new SubprocessSpec(command, cwd, env, streams, newAttributes, ownerStop);
  }
}
