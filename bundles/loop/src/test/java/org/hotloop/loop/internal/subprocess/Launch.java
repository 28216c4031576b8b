package org.hotloop.loop.internal.subprocess;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.posix.Children;
import org.hotloop.posix.Posix;
import org.hotloop.posix.WaitResult;
import org.hotloop.spi.schedule.CallbackHandle;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;
import org.hotloop.subprocess.SubprocessSpec;

/** A launcher on the test's own thread, without a running loop, and what it leaves open. */
final class Launch implements AutoCloseable {

  private static final String TEMPORARY = System.getProperty("java.io.tmpdir");

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final SubprocessStarter starter = starter(loop);
  private final ScriptedWatcher watcher = new ScriptedWatcher();
  private final Children children = Posix.get().children();

  /** The pipes of its children are watched, and belong to no loop's users. */
  static SubprocessStarter starter(EventLoop loop) {
    return new SubprocessStarter(
        loop, new RawReadiness(loop, callback -> new CallbackHandle(callback, List.of())));
  }

  /** Expects a refusal. */
  SpawnException refused(SubprocessSpec spec) {
    return assertThrows(
        SpawnException.class, () -> new Launcher(loop, starter, watcher).launch(spec));
  }

  /** Expects a refusal of this kind. */
  void refused(SubprocessSpec spec, Reason reason, String errnoName) {
    SpawnException refusal = refused(spec);
    assertEquals(reason, refusal.reason(), refusal.getMessage());
    assertEquals(errnoName, refusal.errnoName(), refusal.getMessage());
    assertEquals(0, children.unreaped());
  }

  /** Expects a child that ends well. */
  void succeeds(SubprocessSpec spec) throws SpawnException {
    ChildTransport child = new Launcher(loop, starter, watcher).launch(spec);
    await().until(() -> ended(child));
    child.discard();
  }

  private boolean ended(ChildTransport child) {
    if (children.reap(child.getPid()) instanceof WaitResult.Reaped reaped) {
      ExitStatus status = reaped.status();
      assertEquals(new Exited(0), status);
      child.exited(child.getPid(), status);
      return true;
    }
    return false;
  }

  /** The numbers that are open, but for that of this listing. */
  static Set<Integer> open() {
    Set<Integer> open = new TreeSet<>();
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      links.forEach(link -> open.add(Integer.valueOf(link.getFileName().toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.removeIf(fd -> target(fd).isEmpty());
    return open;
  }

  /** Those that are open and were not before, but for what the JVM opens for itself: its files. */
  static Set<Integer> openedSince(Set<Integer> before) {
    Set<Integer> opened = open();
    opened.removeAll(before);
    opened.removeIf(fd -> isOfTheJvm(target(fd)));
    return opened;
  }

  /** Also what it has closed since it was listed. */
  private static boolean isOfTheJvm(String target) {
    return target.isEmpty() || target.startsWith("/") && !target.startsWith(TEMPORARY);
  }

  private static String target(int fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
    } catch (IOException e) {
      return ""; // closed by now
    }
  }

  @Override
  public void close() {
    starter.close();
    loop.close();
  }
}
