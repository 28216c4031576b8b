package org.hotloop.baseline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * What this process has, to be compared with what it has later. Things are compared by name, and
 * counted: a thread that lingers from an earlier test may have been replaced by its like.
 *
 * <p>Take one when what is loaded once, and kept, has been loaded. Any thread.
 */
public final class Baseline {

  private static final long POLL_NANOS = 2_000_000;

  private final Set<Remains> kinds;
  private final List<String> before;
  private final Predicate<String> tolerated;

  private Baseline(Set<Remains> kinds) {
    this(kinds, leftover -> false);
  }

  private Baseline(Set<Remains> kinds, Predicate<String> tolerated) {
    this.kinds = kinds;
    this.tolerated = tolerated;
    this.before = present();
  }

  /** Of descriptors that are no files, alone: threads of pools may go on meanwhile. */
  public static Baseline ofDescriptors() {
    return new Baseline(EnumSet.of(Remains.DESCRIPTOR));
  }

  /** Of Hotloop's threads, of descriptors that are no files, and of zombies. */
  public static Baseline ofProcess() {
    return new Baseline(EnumSet.complementOf(EnumSet.of(Remains.TEMPORARY_FILE)));
  }

  /**
   * As {@link #ofProcess()}, and of the files in the folder for temporary ones, which must not be
   * shared with another process.
   *
   * @param tolerated what may be left, by its kind and its name
   */
  static Baseline ofEverything(Predicate<String> tolerated) {
    return new Baseline(EnumSet.allOf(Remains.class), tolerated);
  }

  /** What there is now and was not at first: its kind and its name. */
  public List<String> leftovers() {
    List<String> left = present();
    before.forEach(left::remove);
    left.removeIf(tolerated);
    return left;
  }

  /**
   * Waits until nothing is left: some things end a moment after the close that ends them.
   *
   * @throws AssertionError that names what is still there after {@code patience}
   */
  public void awaitRestored(Duration patience) {
    long begun = System.nanoTime();
    for (List<String> left; !(left = leftovers()).isEmpty(); ) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw new AssertionError("left behind: " + String.join(", ", left));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private List<String> present() {
    List<String> present = new ArrayList<>();
    kinds.forEach(kind -> kind.names().forEach(name -> present.add(kind + " " + name)));
    return present;
  }
}
