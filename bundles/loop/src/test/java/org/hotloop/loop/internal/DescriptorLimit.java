package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.RLimit;

/**
 * While it is open, this process has few descriptors left. What is loaded first while there is none
 * cannot be loaded any more: do once before what is to be tested.
 */
public final class DescriptorLimit implements AutoCloseable {

  private static final int RLIMIT_NOFILE = 7;
  private static final POSIX POSIX_CALLS = POSIXFactory.getNativePOSIX();

  private final long soft;
  private final long hard;

  private DescriptorLimit(long soft, long hard) {
    this.soft = soft;
    this.hard = hard;
  }

  /** Leaves so many. */
  public static DescriptorLimit leaving(int left) {
    RLimit limit = POSIX_CALLS.getrlimit(RLIMIT_NOFILE);
    DescriptorLimit before = new DescriptorLimit(limit.rlimCur(), limit.rlimMax());
    before.set(limitThatLeaves(left, open()));
    return before;
  }

  private void set(long limit) {
    assertEquals(0, POSIX_CALLS.setrlimit(RLIMIT_NOFILE, limit, hard));
  }

  /** The limit under which so many numbers are free. */
  private static long limitThatLeaves(int left, Set<Integer> open) {
    return IntStream.iterate(0, fd -> fd + 1)
        .filter(fd -> !open.contains(fd))
        .skip(left)
        .findFirst()
        .orElseThrow();
  }

  /** The numbers that are open, but for that of this listing. */
  private static Set<Integer> open() {
    Set<Path> links;
    try (Stream<Path> listed = Files.list(Path.of("/proc/self/fd"))) {
      links = listed.collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return links.stream()
        .filter(Files::isSymbolicLink)
        .map(link -> Integer.valueOf(link.getFileName().toString()))
        .collect(Collectors.toSet());
  }

  /** There are as many as before. */
  @Override
  public void close() {
    set(soft);
  }
}
