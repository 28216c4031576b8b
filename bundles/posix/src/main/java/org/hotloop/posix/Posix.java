package org.hotloop.posix;

import java.util.Optional;
import org.hotloop.posix.internal.NativeLayer;

/**
 * The native layer, loaded on first use. In OSGi also a service, which is there only where the
 * layer works; where it does not, an {@link org.hotloop.spi.Impediment} says why.
 */
public final class Posix {

  /** The face of the open layer; another one once that was shut. Written under the class's lock. */
  private static volatile Posix current;

  private final NativeLayer layer;

  private Posix(NativeLayer layer) {
    this.layer = layer;
  }

  /**
   * The native layer of this process; the same object until the bundle is stopped.
   *
   * @throws PosixUnavailableException when it cannot be loaded
   */
  public static synchronized Posix get() {
    NativeLayer open = NativeLayer.open();
    if (current == null || current.layer != open) {
      current = new Posix(open);
    }
    return current;
  }

  /** The native layer where somebody has opened it, so that to ask opens nothing. */
  public static Optional<Posix> ifOpen() {
    return Optional.ofNullable(current).filter(open -> NativeLayer.isOpen(open.layer));
  }

  /** The children. */
  public Children children() {
    return layer.children();
  }

  /** Waits for children that block. */
  public ExitWaits exitWaits() {
    return layer.exitWaits();
  }

  /** Descriptors of processes. */
  public Pidfds pidfds() {
    return layer.pidfds();
  }

  /** Where descriptors come from. */
  public Descriptors descriptors() {
    return layer.descriptors();
  }

  /** Who waits for descriptors. */
  public Poller poller() {
    return layer.poller();
  }

  /** The environment and the files. */
  public Surroundings surroundings() {
    return layer.surroundings();
  }
}
