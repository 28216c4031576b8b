package org.hotloop.posix.internal;

import java.util.Optional;
import org.hotloop.posix.Children;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.ExitWaits;
import org.hotloop.posix.Pidfds;
import org.hotloop.posix.Poller;
import org.hotloop.posix.Surroundings;

/**
 * The open native layer: at most one at a time. It holds descriptors and perhaps a thread until it
 * is shut; the next {@link #open()} makes another.
 */
public final class NativeLayer {

  /** Written under the class's lock. */
  private static volatile NativeLayer current;

  private final PosixChildren children;
  private final ExitWaits exitWaits;
  private final PosixPidfds pidfds;
  private final PosixDescriptors descriptors;
  private final EpollPoller poller;
  private final Optional<OrphanReaper> orphans;
  private final PosixSurroundings surroundings;

  private NativeLayer(NativeProcess process) {
    children = process.children();
    exitWaits = process.exitWaits();
    pidfds = process.pidfds();
    descriptors = new PosixDescriptors(process.library());
    poller = new EpollPoller(process.library());
    orphans = OrphanReaper.startWhereOrphansCome(process);
    surroundings = new PosixSurroundings(process.library());
  }

  /**
   * The open layer; opens one where there is none.
   *
   * @throws org.hotloop.posix.PosixUnavailableException when it cannot be loaded
   */
  public static synchronized NativeLayer open() {
    if (current == null) {
      LogDates.load();
      current = new NativeLayer(NativeProcess.get());
    }
    return current;
  }

  /** Whether this is the open one. */
  public static boolean isOpen(NativeLayer layer) {
    return current == layer;
  }

  /** Ends the layer's threads and closes what is open. Harmless when nothing is. */
  static void shut() {
    NativeLayer layer = take();
    // not under the lock: a callback that still runs may ask for the layer
    if (layer != null) {
      layer.orphans.ifPresent(OrphanReaper::close);
      layer.poller.close();
      layer.descriptors.close();
    }
  }

  private static synchronized NativeLayer take() {
    NativeLayer layer = current;
    current = null;
    return layer;
  }

  /** The children of this process; the same ones in each layer. */
  public Children children() {
    return children;
  }

  /** Waits for them that block. */
  public ExitWaits exitWaits() {
    return exitWaits;
  }

  /** Descriptors of processes; the same in each layer. */
  public Pidfds pidfds() {
    return pidfds;
  }

  /** This layer's descriptors. */
  public Descriptors descriptors() {
    return descriptors;
  }

  /** This layer's poller. */
  public Poller poller() {
    return poller;
  }

  /** The environment and the files. */
  public Surroundings surroundings() {
    return surroundings;
  }
}
