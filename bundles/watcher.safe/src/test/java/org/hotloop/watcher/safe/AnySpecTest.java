package org.hotloop.watcher.safe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoops;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.LoopSubprocesses;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.InvalidSpecException;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;

/** Whatever is asked for: a child, or a refusal with a type; and nothing stays behind. */
class AnySpecTest {

  private static final int TRIES = 10_000;

  private static final Map<Reason, Integer> REFUSALS = new EnumMap<>(Reason.class);
  private static int started;
  private static int invalid;

  private static Path folder;
  private static Pipe pipe;
  private static EventLoop loop;
  private static Thread runner;
  private static ChildWatcher watcher;
  private static LoopSubprocesses subprocesses;
  private static Set<String> descriptors;
  private static Set<String> threads;

  @BeforeContainer
  static void prepare() throws Exception {
    folder = Files.createTempDirectory("any-spec");
    fill(folder);
    pipe = Posix.get().descriptors().openPipe(true);
    loop = new SelectorEventLoop();
    runner = new Thread(loop::runForever, "runner");
    runner.start();
    watcher = new SafeChildWatcher();
    watcher.attachLoop(loop);
    EventLoops.setEventLoopPolicy(new WithWatcher(watcher));
    subprocesses = new LoopSubprocesses(loop);
    run(SubprocessSpec.exec("true").stdin(Stdio.DEVNULL).stdout(Stdio.PIPE));
    descriptors = openDescriptors();
    threads = ourThreads();
  }

  @Property(tries = TRIES, seed = "20261123", shrinking = ShrinkingMode.BOUNDED)
  @Label("X24 X46 whatever is asked for is a child or a typed refusal")
  void anySpecIsRunOrRefusedByType(
      @ForAll("programs") AnySpecs.Step program, @ForAll("steps") List<AnySpecs.Step> steps)
      throws Exception {
    try {
      SubprocessSpec spec = program.change().apply(null);
      for (AnySpecs.Step step : steps) {
        spec = step.change().apply(spec);
      }
      run(spec);
      started++;
    } catch (InvalidSpecException e) {
      invalid++;
    } catch (SpawnException e) {
      assertNotEquals(Reason.OTHER, e.reason(), e.getMessage());
      REFUSALS.merge(e.reason(), 1, Integer::sum);
    }
    assertEquals(0, Posix.get().children().unreaped());
  }

  @Provide
  Arbitrary<AnySpecs.Step> programs() {
    return new AnySpecs(folder, pipe.child().fd()).programs();
  }

  @Provide
  Arbitrary<List<AnySpecs.Step>> steps() {
    return new AnySpecs(folder, pipe.child().fd()).steps();
  }

  /** What was generated must have been of all kinds, or it proves little. */
  @AfterContainer
  static void nothingStays() throws Exception {
    try {
      assertTrue(started > TRIES / 20, () -> "started " + started);
      assertTrue(invalid > TRIES / 20, () -> "invalid " + invalid);
      assertTrue(REFUSALS.size() >= 8, REFUSALS::toString);
      await().untilAsserted(() -> assertEquals(Set.of(), leftOpen()));
      assertEquals(List.of(), zombies());
    } finally {
      stop();
    }
    await("threads").until(() -> threads.containsAll(ourThreads()));
  }

  private static void run(SubprocessSpec spec) throws Exception {
    try {
      Subprocess child =
          subprocesses.createSubprocessExec(spec).toCompletableFuture().get(60, SECONDS);
      child.communicate(null).toCompletableFuture().get(60, SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void stop() throws Exception {
    loop.stop();
    runner.join();
    loop.close();
    watcher.close();
    EventLoops.setEventLoopPolicy(null);
    pipe.parent().close();
    pipe.child().close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private static void fill(Path folder) throws Exception {
    Files.writeString(folder.resolve("plain"), "no program\n");
    Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
    executable(folder.resolve("script"), "no first line\n");
    executable(folder.resolve("lost"), "#!/no/such/interpreter\n");
    Files.copy(Path.of("/bin/true"), folder.resolve("true"));
    assertEquals(0, new ProcessBuilder("mkfifo", folder + "/fifo").start().waitFor());
  }

  private static void executable(Path file, String content) throws IOException {
    Files.setPosixFilePermissions(
        Files.writeString(file, content), PosixFilePermissions.fromString("rwx------"));
  }

  /** Those that are no files of the JVM's own, such as a jar that was opened meanwhile. */
  private static Set<String> openDescriptors() throws IOException {
    Set<String> open = new TreeSet<>();
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : links.toList()) {
        if (Files.isSymbolicLink(link)) {
          String target = Files.readSymbolicLink(link).toString();
          if (!target.endsWith(".jar") && !target.endsWith("/fd")) {
            open.add(link + " " + target);
          }
        }
      }
    }
    return open;
  }

  private static Set<String> leftOpen() throws IOException {
    Set<String> open = openDescriptors();
    open.removeAll(descriptors);
    return open;
  }

  private static List<Long> zombies() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().isEmpty())
        .map(ProcessHandle::pid)
        .toList();
  }

  private static Set<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hotloop-") && !name.startsWith("hotloop-spawn-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A policy whose watcher is this one. */
  private static final class WithWatcher extends DefaultEventLoopPolicy {
    private final ChildWatcher watcher;

    WithWatcher(ChildWatcher watcher) {
      this.watcher = watcher;
    }

    @Override
    public ChildWatcher getChildWatcher() {
      return watcher;
    }
  }
}
