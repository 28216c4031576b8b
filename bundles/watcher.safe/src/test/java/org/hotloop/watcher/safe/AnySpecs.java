package org.hotloop.watcher.safe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.hotloop.subprocess.Environment;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.watcher.safe.Generator.Share;

/**
 * Specs of every kind, sound and not: a program, and steps that change one thing each. What is run
 * in the end is nothing but true.
 */
final class AnySpecs {

  private final Path folder;
  private final int openDescriptor;

  /**
   * @param folder where files may be written
   * @param openDescriptor one that is open
   */
  AnySpecs(Path folder, int openDescriptor) {
    this.folder = folder;
    this.openDescriptor = openDescriptor;
  }

  /**
   * A change of a spec, or its refusal.
   *
   * @param name for the report of a failure
   */
  record Step(String name, Function<SubprocessSpec, SubprocessSpec> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** First steps. They name programs that exist nowhere else than meant: this runs as anybody. */
  Generator<Step> programs() {
    Generator<Step> sound = Generator.of("true", "/bin/true", "./true").map(AnySpecs::exec);
    Generator<Step> known =
        Generator.of(
                "",
                "/",
                ".",
                "..",
                "./",
                "true/",
                "/dev/null",
                "/bin/true/x",
                "no-such-program",
                "./script",
                "./lost",
                "./circle",
                "./plain")
            .map(AnySpecs::exec);
    Generator<Step> any =
        anyString()
            .map(
                name ->
                    new Step(
                        "exec ./no-such-" + escaped(name),
                        spec -> SubprocessSpec.exec("./no-such-" + name)));
    return Generator.shares(
        List.of(new Share<>(6, sound), new Share<>(2, known), new Share<>(1, any)));
  }

  /** Later steps. */
  Generator<List<Step>> steps() {
    return Generator.oneOf(
            arguments(),
            environments(),
            directories(),
            streams(),
            groups(),
            numbers(),
            descriptors())
        .upTo(6);
  }

  private static Step exec(String program) {
    return new Step("exec " + program, spec -> SubprocessSpec.exec(program));
  }

  private Generator<Step> arguments() {
    Generator<Step> texts =
        anyString().map(text -> new Step("arg " + escaped(text), spec -> spec.args(text)));
    Generator<Step> bytes =
        anyBytes()
            .map(
                raw -> new Step("arg " + Arrays.toString(raw), spec -> spec.arg(OsString.of(raw))));
    Generator<Step> many =
        Generator.of(1_000, 30_000, 300_000)
            .map(
                count ->
                    new Step(
                        count + " args",
                        spec ->
                            spec.args(
                                Collections.nCopies(count, "argument").toArray(String[]::new))));
    Generator<Step> executables =
        Generator.of("true", "", "no-such-program")
            .map(name -> new Step("executable " + name, spec -> spec.executable(name)));
    return Generator.shares(
        List.of(
            new Share<>(30, texts),
            new Share<>(10, bytes),
            new Share<>(1, many),
            new Share<>(5, executables)));
  }

  private Generator<Step> environments() {
    Generator<Step> variables =
        anyString()
            .pairs()
            .map(
                pair ->
                    new Step(
                        "env " + escaped(pair.toString()),
                        spec -> spec.env(pair.get(0), pair.get(1))));
    Generator<Step> paths =
        Generator.of(
                "", ".", ":", "/bin:/usr/bin", "/bin/true", "no-such", "/bin::", "x".repeat(9_000))
            .map(path -> new Step("PATH " + escaped(path), spec -> spec.env("PATH", path)));
    Generator<Step> empty =
        Generator.of(new Step("empty env", spec -> spec.env(Environment.empty())));
    return Generator.oneOf(variables, paths, empty);
  }

  private Generator<Step> directories() {
    Generator<Path> known =
        Generator.of("", "missing", "plain", "plain/below", "circle", "x".repeat(300))
            .map(folder::resolve);
    return Generator.oneOf(known, Generator.of(Path.of("/"), Path.of("")))
        .map(
            directory ->
                new Step("cwd " + escaped(directory.toString()), spec -> spec.cwd(directory)));
  }

  private Generator<Step> streams() {
    Generator<Stdio> standard =
        Generator.of(Stdio.PIPE, Stdio.DEVNULL, Stdio.INHERIT, Stdio.STDOUT);
    Generator<Path> files =
        Generator.of("plain", "written", "", "missing/below", "circle", "fifo")
            .map(folder::resolve);
    Generator<Stdio> connections =
        Generator.oneOf(
            standard, files.map(Stdio::from), files.map(Stdio::to), files.map(Stdio::appendTo));
    Generator<Step> sound =
        Generator.between(0, 2)
            .flatMap(fd -> connections.map(to -> stream(fd, to.toString(), () -> to)));
    Generator<Step> numbers =
        Generator.between(0, 2)
            .flatMap(
                fd ->
                    numbersOfDescriptors()
                        .map(
                            given -> stream(fd, "number " + given, () -> Stdio.descriptor(given))));
    return Generator.shares(List.of(new Share<>(4, sound), new Share<>(1, numbers)));
  }

  private static Step stream(int fd, String name, java.util.function.Supplier<Stdio> connection) {
    return new Step(
        fd + " to " + name,
        spec ->
            switch (fd) {
              case 0 -> spec.stdin(connection.get());
              case 1 -> spec.stdout(connection.get());
              default -> spec.stderr(connection.get());
            });
  }

  private Generator<Step> groups() {
    Generator<Step> standard =
        Generator.of(ProcessGroup.INHERITED, ProcessGroup.NEW, ProcessGroup.NEW_SESSION)
            .map(group -> new Step("group " + group, spec -> spec.group(group)));
    Generator<Step> existing =
        Generator.longs()
            .map(
                pgid -> new Step("group " + pgid, spec -> spec.group(ProcessGroup.existing(pgid))));
    return Generator.shares(List.of(new Share<>(3, standard), new Share<>(1, existing)));
  }

  private Generator<Step> numbers() {
    Generator<Step> umasks =
        Generator.oneOf(Generator.integers(), Generator.between(0, 0777))
            .map(mask -> new Step("umask " + mask, spec -> spec.umask(mask)));
    Generator<Step> nices =
        Generator.oneOf(Generator.integers(), Generator.between(0, 19))
            .map(nice -> new Step("nice " + nice, spec -> spec.nice(nice)));
    return Generator.oneOf(umasks, nices);
  }

  private Generator<Step> descriptors() {
    return numbersOfDescriptors()
        .map(fd -> new Step("pass " + fd, spec -> spec.passDescriptors(fd)));
  }

  private Generator<Integer> numbersOfDescriptors() {
    return Generator.shares(
        List.of(
            new Share<>(3, Generator.of(openDescriptor)),
            new Share<>(2, Generator.between(0, 300)),
            new Share<>(1, Generator.integers())));
  }

  /** Also NUL, halves of surrogate pairs, and some that are too long for the kernel. */
  private static Generator<String> anyString() {
    Generator<String> any = characters().upTo(60).map(AnySpecs::string);
    Generator<String> known =
        Generator.of("", "=", "a=b", "\0", "\ud800", "\u00e9", "-x", "/", "\n");
    Generator<String> huge =
        Generator.of(4_096, 131_070, 131_071, 131_072, 3_000_000).map("x"::repeat);
    return Generator.shares(
        List.of(new Share<>(60, any), new Share<>(60, known), new Share<>(1, huge)));
  }

  private static Generator<byte[]> anyBytes() {
    return Generator.between(Byte.MIN_VALUE, Byte.MAX_VALUE).upTo(60).map(AnySpecs::bytes);
  }

  /** As often one that is written in programs as one of all. */
  private static Generator<Character> characters() {
    return Generator.oneOf(
            Generator.between(' ', '~'),
            Generator.between(Character.MIN_VALUE, Character.MAX_VALUE))
        .map(unit -> (char) unit.intValue());
  }

  private static String string(List<Character> units) {
    StringBuilder string = new StringBuilder();
    units.forEach(string::append);
    return string.toString();
  }

  private static byte[] bytes(List<Integer> values) {
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = values.get(i).byteValue();
    }
    return bytes;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .limit(80)
        .forEach(
            unit ->
                escaped.append(
                    unit > ' ' && unit < 127 ? (char) unit : String.format("\\u%04x", unit)));
    return escaped + (text.length() > 80 ? "… of " + text.length() : "");
  }
}
