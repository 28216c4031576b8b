package org.hotloop.watcher.safe;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
import org.hotloop.watcher.safe.AnySpecs.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked for: a child, or a refusal with a type; and nothing stays behind, which each
 * test class is looked at for. The first try is that of the seed {@code any.spec.seed}, the next
 * one's is one higher.
 */
class AnySpecTest {

  private static final int TRIES = 10_000;
  private static final long SEED = Long.getLong("any.spec.seed", 20261123);

  private static final Map<Reason, Integer> REFUSALS = new EnumMap<>(Reason.class);
  private static int started;
  private static int invalid;

  private static Path folder;
  private static Pipe pipe;
  private static EventLoop loop;
  private static Thread runner;
  private static ChildWatcher watcher;
  private static LoopSubprocesses subprocesses;

  @BeforeAll
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
  }

  @Test
  @DisplayName("X24 X46 whatever is asked for is a child or a typed refusal")
  void anySpecIsRunOrRefusedByType() {
    AnySpecs specs = new AnySpecs(folder, pipe.child().fd());
    for (long seed = SEED; seed < SEED + TRIES; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      List<Step> steps = new ArrayList<>(List.of(specs.programs().next(random)));
      steps.addAll(specs.steps().next(random));
      String repetition = "once more with -Dany.spec.seed=%d: %s".formatted(seed, steps);
      assertDoesNotThrow(() -> runOrRefuse(steps), repetition);
      assertEquals(0, Posix.get().children().unreaped(), repetition);
    }
  }

  private static void runOrRefuse(List<Step> steps) throws Exception {
    try {
      SubprocessSpec spec = null;
      for (Step step : steps) {
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
  }

  /** What was generated must have been of all kinds, or it proves little. */
  @AfterAll
  static void allKindsOccurred() throws Exception {
    stop();
    assertTrue(started > TRIES / 20, () -> "started " + started);
    assertTrue(invalid > TRIES / 20, () -> "invalid " + invalid);
    assertTrue(REFUSALS.size() >= 8, REFUSALS::toString);
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
