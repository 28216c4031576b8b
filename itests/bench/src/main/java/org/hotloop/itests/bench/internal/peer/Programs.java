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
   * The same for all: one collector without threads of its own, and a heap that is resident from
   * the beginning, so that what becomes resident is beside it.
   */
  public static final List<String> JVM_OPTIONS =
      List.of("-Xms512m", "-Xmx512m", "-Xmn64m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

  /** Against warnings of later releases; as in bin/hotloop. */
  private static final List<String> QUIET_OPTIONS =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private static final String JVM_PACKAGE = "org.hotloop.itests.bench.internal.jvm.";
  private static final boolean LIGHT = true;
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  private static final String THREADS = "spawn-threads|";
  private static final String CHILDREN = "spawn(?!-threads)|alive|exit|pipe|bulk";
  private static final String LOOPS = "callsoon|threadsafe|timers|echo|connections";
  private static final String ALL = CHILDREN + "|" + LOOPS;

  /** Who takes minutes for thousands of children: with a look at each, or a thread for each. */
  private static final String FEW_ALIVE =
      "spawn$|spawn64|spawn-tiny-pinned|(alive|exit)-(0|10|100|1000)$|pipe|bulk";

  /** Who is near to another peer, where goals are. */
  private static final String BARE =
      "spawn(?!-threads)|(alive|exit)-(0|5000)$|pipe64|bulk|" + LOOPS;

  private static final String PLAIN = "spawn$|spawn64|exit-0$|pipe64|bulk|" + LOOPS;
  private static final String REGISTRATIONS =
      "spawn$|spawn64|spawn-tiny-pinned|(alive|exit)-(0|1000|5000|10000)$";

  /** Who differs from another peer only in how it learns of exits. */
  private static final String WATCHERS = "spawn64-tiny|exit-(0|1000)$";

  /** Who differs from another peer only in how children are started. */
  private static final String STARTERS = "spawn$|spawn64-tiny|pipe64";

  /** It does not start a thousand children that stay alive. */
  private static final String NUPROCESS = "spawn$|spawn64|exit-0$|pipe64|bulk";

  /** No more than it takes for goals; Netty's other way is the one that connections are for. */
  private static final String NETTY_NIO = "callsoon|threadsafe|timers-(cancel|fire)|echo-100";

  private static final String PROACTOR = "pipe64|bulk|callsoon|timers-cancel|echo-100";

  /** Who stands for a goal has all rounds; who is near, two; who is far behind, one. */
  private static final int ALL_ROUNDS = Integer.MAX_VALUE;

  /** Interpreted callbacks. */
  private static final Map<String, Double> PYTHON_SHARES =
      Map.of("callsoon", 0.1, "threadsafe", 0.1, "timers-cancel", 0.1, "timers-pending", 0.1);

  /** A thread and a program more for each child. */
  private static final Map<String, Double> JDK_SHARES =
      Map.of("spawn", 0.3, "exit", 0.3, "pipe", 0.3);

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
        compiled("c", "limit", THREADS + CHILDREN + "|echo|connections"),
        compiled("libuv", "uv", ALL),
        python("asyncio-pidfd", "pidfd", 1, ALL),
        python("asyncio-safe", "safe", 1, WATCHERS),
        python("asyncio-fast", "fast", 1, WATCHERS),
        python("asyncio-threaded", "threaded", 1, WATCHERS),
        python("uvloop", "uvloop", 1, FEW_ALIVE + "|" + LOOPS),
        jdk("jdk17", 17, 1, THREADS + FEW_ALIVE),
        jdk("jdk25", 25, 1, STARTERS),
        plain("nuprocess", "nuprocess", 1, NUPROCESS, NUPROCESS_SHARES),
        plain("netty-nio", "netty-nio", ALL_ROUNDS, NETTY_NIO, Map.of()),
        plain("netty-epoll", "netty-epoll", ALL_ROUNDS, LOOPS, Map.of()));
  }

  private List<Program> ours() {
    return List.of(
        felix("hotloop", "subprocesses", "default", "pidfd", ALL_ROUNDS, THREADS + ALL),
        felix("hotloop-exec", "exec", "default", "pidfd", 1, STARTERS),
        felix("hotloop-watcher-pidfd", "watcher", "default", "pidfd", 1, THREADS + REGISTRATIONS),
        felix("hotloop-watcher-safe", "watcher", "default", "safe", 1, WATCHERS),
        felix("hotloop-watcher-fast", "watcher", "default", "fast", 1, WATCHERS),
        felix("hotloop-watcher-threaded", "watcher", "default", "threaded", 1, WATCHERS),
        felix("hotloop-proactor", "subprocesses", "proactor", "pidfd", 1, PROACTOR),
        plain("hotloop-plain", "plain", 1, PLAIN, Map.of()),
        plain("hotloop-bare", "bare", 2, THREADS + BARE, Map.of()));
  }

  private Program compiled(String name, String program, String workloads) {
    return new Program(
        name,
        List.of(natives.path(program).toString()),
        natives.impediment(program),
        Pattern.compile(workloads),
        Map.of(),
        ALL_ROUNDS,
        LIGHT);
  }

  private Program python(String name, String kind, int rounds, String workloads) {
    Path interpreter = Path.of("/usr/bin/python3");
    return new Program(
        name,
        List.of(interpreter.toString(), python.resolve("peer.py").toString(), kind),
        pythonImpediment(interpreter, kind),
        Pattern.compile(workloads),
        PYTHON_SHARES,
        rounds,
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

  private Program jdk(String name, int release, int rounds, String workloads) throws IOException {
    Optional<Path> java = jvm(release);
    return new Program(
        name,
        virtualMachine(java.orElse(JVMS), "JavaPeer", "jdk"),
        java.isPresent()
            ? Optional.empty()
            : Optional.of("there is no JDK " + release + " in " + JVMS),
        Pattern.compile(workloads),
        JDK_SHARES,
        rounds,
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

  private Program plain(
      String name, String kind, int rounds, String workloads, Map<String, Double> shares) {
    return new Program(
        name,
        virtualMachine(here(), "JavaPeer", kind),
        Optional.empty(),
        Pattern.compile(workloads),
        shares,
        rounds,
        !LIGHT);
  }

  private Program felix(
      String name, String way, String policy, String watcher, int rounds, String workloads) {
    return new Program(
        name,
        virtualMachine(here(), "FelixPeer", way, policy, watcher),
        Optional.empty(),
        Pattern.compile(workloads),
        Map.of(),
        rounds,
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
