package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /** As it is now, after a garbage collection. */
  public static Footprint now(ClassLoaders loaders) {
    return new Footprint(
        ProcessHandle.current().children().count(),
        openDescriptors(),
        liveThreads(),
        loaders.alive());
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
