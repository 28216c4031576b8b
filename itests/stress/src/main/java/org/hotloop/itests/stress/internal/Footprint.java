package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the process holds beside its files, which class loaders open at any time.
 *
 * @param children alive or zombies: the kernel forgets them only when somebody has waited
 * @param descriptors pipes, sockets, epolls, pidfds
 * @param threads those of Hotloop
 * @param classLoaders of bundles that were replaced
 */
public record Footprint(long children, long descriptors, long threads, int classLoaders) {

  /** After an update the last loader may hang on a thread's stack for a while. */
  private static final int OLD_LOADERS = 1;

  /** Threads without work are there for a second. */
  private static final long LAST_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  /** As it is now, after a garbage collection. */
  public static Footprint now(ClassLoaders loaders) {
    return new Footprint(
        ProcessHandle.current().children().count(),
        openDescriptors(),
        liveThreads(),
        loaders.alive());
  }

  /** When it does not change any more: threads end a moment after what they worked for. */
  public static Footprint settled(ClassLoaders loaders) throws InterruptedException {
    Footprint before;
    Footprint now = now(loaders);
    do {
      before = now;
      TimeUnit.NANOSECONDS.sleep(LAST_MOMENT_NANOS);
      now = now(loaders);
    } while (!now.equals(before));
    return now;
  }

  /** Whether no child is left, and nothing has come to what was {@code before}. */
  public boolean isWithin(Footprint before) {
    return children == 0
        && descriptors <= before.descriptors
        && threads <= before.threads
        && classLoaders <= OLD_LOADERS;
  }

  private static long openDescriptors() {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.filter(Footprint::isNoFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNoFile(Path descriptor) {
    try {
      return !Files.readSymbolicLink(descriptor).toString().startsWith("/");
    } catch (NoSuchFileException e) {
      return false; // closed since it was listed, as the listing's own is
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hotloop-"))
        .count();
  }
}
