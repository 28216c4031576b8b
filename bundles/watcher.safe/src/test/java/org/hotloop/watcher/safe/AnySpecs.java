package org.hotloop.watcher.safe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import org.hotloop.subprocess.Environment;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.ProcessGroup;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;

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
  Arbitrary<Step> programs() {
    Arbitrary<Step> sound = Arbitraries.of("true", "/bin/true", "./true").map(AnySpecs::exec);
    Arbitrary<Step> known =
        Arbitraries.of(
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
    Arbitrary<Step> any =
        anyString()
            .map(
                name ->
                    new Step(
                        "exec ./no-such-" + escaped(name),
                        spec -> SubprocessSpec.exec("./no-such-" + name)));
    return Arbitraries.frequencyOf(Tuple.of(6, sound), Tuple.of(2, known), Tuple.of(1, any));
  }

  /** Later steps. */
  Arbitrary<List<Step>> steps() {
    return Arbitraries.oneOf(
            List.of(
                arguments(),
                environments(),
                directories(),
                streams(),
                groups(),
                numbers(),
                descriptors()))
        .list()
        .ofMaxSize(6);
  }

  private static Step exec(String program) {
    return new Step("exec " + program, spec -> SubprocessSpec.exec(program));
  }

  private Arbitrary<Step> arguments() {
    Arbitrary<Step> texts =
        anyString().map(text -> new Step("arg " + escaped(text), spec -> spec.args(text)));
    Arbitrary<Step> bytes =
        anyBytes()
            .map(
                raw -> new Step("arg " + Arrays.toString(raw), spec -> spec.arg(OsString.of(raw))));
    Arbitrary<Step> many =
        Arbitraries.of(1_000, 30_000, 300_000)
            .map(
                count ->
                    new Step(
                        count + " args",
                        spec ->
                            spec.args(
                                Collections.nCopies(count, "argument").toArray(String[]::new))));
    Arbitrary<Step> executables =
        Arbitraries.of("true", "", "no-such-program")
            .map(name -> new Step("executable " + name, spec -> spec.executable(name)));
    return Arbitraries.frequencyOf(
        Tuple.of(30, texts), Tuple.of(10, bytes), Tuple.of(1, many), Tuple.of(5, executables));
  }

  private Arbitrary<Step> environments() {
    Arbitrary<Step> variables =
        anyString()
            .list()
            .ofSize(2)
            .map(
                pair ->
                    new Step(
                        "env " + escaped(pair.toString()),
                        spec -> spec.env(pair.get(0), pair.get(1))));
    Arbitrary<Step> paths =
        Arbitraries.of(
                "", ".", ":", "/bin:/usr/bin", "/bin/true", "no-such", "/bin::", "x".repeat(9_000))
            .map(path -> new Step("PATH " + escaped(path), spec -> spec.env("PATH", path)));
    Arbitrary<Step> empty =
        Arbitraries.just(new Step("empty env", spec -> spec.env(Environment.empty())));
    return Arbitraries.oneOf(List.of(variables, paths, empty));
  }

  private Arbitrary<Step> directories() {
    Arbitrary<Path> known =
        Arbitraries.of("", "missing", "plain", "plain/below", "circle", "x".repeat(300))
            .map(folder::resolve);
    return Arbitraries.oneOf(List.of(known, Arbitraries.of(Path.of("/"), Path.of(""))))
        .map(
            directory ->
                new Step("cwd " + escaped(directory.toString()), spec -> spec.cwd(directory)));
  }

  private Arbitrary<Step> streams() {
    Arbitrary<Stdio> standard =
        Arbitraries.of(Stdio.PIPE, Stdio.DEVNULL, Stdio.INHERIT, Stdio.STDOUT);
    Arbitrary<Path> files =
        Arbitraries.of("plain", "written", "", "missing/below", "circle", "fifo")
            .map(folder::resolve);
    Arbitrary<Stdio> connections =
        Arbitraries.oneOf(
            List.of(
                standard,
                files.map(Stdio::from),
                files.map(Stdio::to),
                files.map(Stdio::appendTo)));
    Arbitrary<Step> sound =
        Arbitraries.integers()
            .between(0, 2)
            .flatMap(fd -> connections.map(to -> stream(fd, to.toString(), () -> to)));
    Arbitrary<Step> numbers =
        Arbitraries.integers()
            .between(0, 2)
            .flatMap(
                fd ->
                    numbersOfDescriptors()
                        .map(
                            given -> stream(fd, "number " + given, () -> Stdio.descriptor(given))));
    return Arbitraries.frequencyOf(Tuple.of(4, sound), Tuple.of(1, numbers));
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

  private Arbitrary<Step> groups() {
    Arbitrary<Step> standard =
        Arbitraries.of(ProcessGroup.INHERITED, ProcessGroup.NEW, ProcessGroup.NEW_SESSION)
            .map(group -> new Step("group " + group, spec -> spec.group(group)));
    Arbitrary<Step> existing =
        Arbitraries.longs()
            .map(
                pgid -> new Step("group " + pgid, spec -> spec.group(ProcessGroup.existing(pgid))));
    return Arbitraries.frequencyOf(Tuple.of(3, standard), Tuple.of(1, existing));
  }

  private Arbitrary<Step> numbers() {
    Arbitrary<Step> umasks =
        Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(0, 0777))
            .map(mask -> new Step("umask " + mask, spec -> spec.umask(mask)));
    Arbitrary<Step> nices =
        Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(0, 19))
            .map(nice -> new Step("nice " + nice, spec -> spec.nice(nice)));
    return Arbitraries.oneOf(umasks, nices);
  }

  private Arbitrary<Step> descriptors() {
    return numbersOfDescriptors()
        .map(fd -> new Step("pass " + fd, spec -> spec.passDescriptors(fd)));
  }

  private Arbitrary<Integer> numbersOfDescriptors() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(openDescriptor)),
        Tuple.of(2, Arbitraries.integers().between(0, 300)),
        Tuple.of(1, Arbitraries.integers()));
  }

  /** Also NUL, halves of surrogate pairs, and some that are too long for the kernel. */
  private static Arbitrary<String> anyString() {
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> known =
        Arbitraries.of("", "=", "a=b", "\0", "\ud800", "\u00e9", "-x", "/", "\n");
    Arbitrary<String> huge =
        Arbitraries.of(4_096, 131_070, 131_071, 131_072, 3_000_000).map("x"::repeat);
    return Arbitraries.frequencyOf(Tuple.of(60, any), Tuple.of(60, known), Tuple.of(1, huge));
  }

  private static Arbitrary<byte[]> anyBytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
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
