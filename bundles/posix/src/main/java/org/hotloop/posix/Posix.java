package org.hotloop.posix;

import org.hotloop.posix.internal.NativeLayer;

/**
 * The native layer, loaded on first use. In OSGi also a service, which is there only where the
 * layer works; where it does not, an {@link org.hotloop.spi.Impediment} says why.
 */
public final class Posix {

  /** The face of the open layer; another one once that was shut. Guarded by the class. */
  private static Posix current;

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

  /** The children. */
  public Children children() {
    return layer.children();
  }

  /** Waits for children that block. */
  public ExitWaits exitWaits() {
    return layer.exitWaits();
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
