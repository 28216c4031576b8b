package org.hotloop.itests.bench.internal.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All peers, in the order of the report. */
public final class Programs {

  /**
   * The same for all: one collector without threads of its own, and a small young generation, so
   * that resident memory is that of what lives.
   */
  public static final List<String> JVM_OPTIONS =
      List.of("-Xms512m", "-Xmx512m", "-Xmn64m", "-XX:+UseSerialGC");

  /** Against warnings of later releases; as in bin/hotloop. */
  private static final List<String> QUIET_OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String JVM_PACKAGE = "org.hotloop.itests.bench.internal.jvm.";
  private static final boolean LIGHT = true;
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  private static final String CHILDREN = "spawn|exit|pipe|bulk";
  private static final String LOOPS = "callsoon|threadsafe|timers|echo";
  private static final String ALL = CHILDREN + "|" + LOOPS;

  /** Who differs from another peer only in how it learns of exits. */
  private static final String WATCHERS = "spawn64-tiny|exit-(0|1000|5000)$";

  /** Who differs from another peer only in how children are started. */
  private static final String STARTERS = "spawn|exit-(0|1000)$|pipe|bulk";

  /** It does not start a thousand children that stay alive. */
  private static final String NUPROCESS = "spawn|exit-0$|pipe|bulk";

  /** Interpreted callbacks. */
  private static final Map<String, Double> PYTHON_SHARES =
      Map.of("callsoon", 0.1, "threadsafe", 0.1, "timers-cancel", 0.1);

  /** It polls with pauses: a child at a time takes up to a quarter of a second. */
  private static final Map<String, Double> NUPROCESS_SHARES =
      Map.of(
          "spawn64",
          1.0,
          "pipe64",
          1.0,
          "bulk",
          1.0,
          "spawn",
          0.002,
          "spawn-tiny",
          0.0005,
          "pipe",
          0.003,
          "exit",
          0.01);

  private final NativePrograms natives;
  private final Path python;
  private final Path folder;

  private Programs(NativePrograms natives, Path python, Path folder) {
    this.natives = natives;
    this.python = python;
    this.folder = folder;
  }

  /**
   * @param python the folder of the Python sources
   * @param folder for temporary files of the peers
   */
  public static List<Program> all(NativePrograms natives, Path python, Path folder)
      throws IOException {
    Programs programs = new Programs(natives, python, folder);
    List<Program> all = new ArrayList<>(programs.ofOthers());
    all.addAll(programs.ours());
    return all;
  }

  private List<Program> ofOthers() throws IOException {
    return List.of(
        compiled("c", "limit", CHILDREN + "|echo"),
        compiled("libuv", "uv", ALL),
        python("asyncio-pidfd", "pidfd", ALL),
        python("asyncio-safe", "safe", WATCHERS),
        python("asyncio-fast", "fast", WATCHERS),
        python("asyncio-threaded", "threaded", WATCHERS),
        python("uvloop", "uvloop", ALL),
        jdk("jdk17", 17, CHILDREN),
        jdk("jdk25", 25, STARTERS),
        plain("nuprocess", "nuprocess", NUPROCESS, NUPROCESS_SHARES),
        plain("netty-nio", "netty-nio", LOOPS, Map.of()),
        plain("netty-epoll", "netty-epoll", LOOPS, Map.of()));
  }

  private List<Program> ours() {
    return List.of(
        felix("hotloop", "subprocesses", "default", "pidfd", ALL),
        felix("hotloop-exec", "exec", "default", "pidfd", STARTERS),
        felix("hotloop-watcher-pidfd", "watcher", "default", "pidfd", "spawn|exit"),
        felix("hotloop-watcher-safe", "watcher", "default", "safe", WATCHERS),
        felix("hotloop-watcher-fast", "watcher", "default", "fast", WATCHERS),
        felix("hotloop-watcher-threaded", "watcher", "default", "threaded", WATCHERS),
        felix("hotloop-proactor", "subprocesses", "proactor", "pidfd", "pipe64|bulk|" + LOOPS),
        plain("hotloop-plain", "plain", ALL, Map.of()),
        plain("hotloop-bare", "bare", ALL, Map.of()));
  }

  private Program compiled(String name, String program, String workloads) {
    return new Program(
        name,
        List.of(natives.path(program).toString()),
        natives.impediment(program),
        Pattern.compile(workloads),
        Map.of(),
        LIGHT);
  }

  private Program python(String name, String kind, String workloads) {
    Path interpreter = Path.of("/usr/bin/python3");
    return new Program(
        name,
        List.of(interpreter.toString(), python.resolve("peer.py").toString(), kind),
        pythonImpediment(interpreter, kind),
        Pattern.compile(workloads),
        PYTHON_SHARES,
        LIGHT);
  }

  private static Optional<String> pythonImpediment(Path interpreter, String kind) {
    if (!Files.isExecutable(interpreter)) {
      return Optional.of("there is no " + interpreter);
    }
    boolean missing =
        kind.equals("uvloop")
            && !Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/uvloop"));
    return missing ? Optional.of("there is no package python3-uvloop") : Optional.empty();
  }

  private Program jdk(String name, int release, String workloads) throws IOException {
    Optional<Path> java = jvm(release);
    return new Program(
        name,
        virtualMachine(java.orElse(JVMS), "JavaPeer", "jdk"),
        java.isPresent()
            ? Optional.empty()
            : Optional.of("there is no JDK " + release + " in " + JVMS),
        Pattern.compile(workloads),
        Map.of(),
        !LIGHT);
  }

  private static Optional<Path> jvm(int release) throws IOException {
    if (Runtime.version().feature() == release) {
      return Optional.of(here());
    }
    if (!Files.isDirectory(JVMS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JVMS)) {
      return homes
          .filter(home -> home.getFileName().toString().contains(Integer.toString(release)))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .sorted()
          .findFirst();
    }
  }

  private static Path here() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private Program plain(String name, String kind, String workloads, Map<String, Double> shares) {
    return new Program(
        name,
        virtualMachine(here(), "JavaPeer", kind),
        Optional.empty(),
        Pattern.compile(workloads),
        shares,
        !LIGHT);
  }

  private Program felix(String name, String way, String policy, String watcher, String workloads) {
    return new Program(
        name,
        virtualMachine(here(), "FelixPeer", way, policy, watcher),
        Optional.empty(),
        Pattern.compile(workloads),
        Map.of(),
        !LIGHT);
  }

  private List<String> virtualMachine(Path java, String main, String... words) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(JVM_OPTIONS);
    command.addAll(QUIET_OPTIONS);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            JVM_PACKAGE + main));
    command.addAll(List.of(words));
    return command;
  }
}
