package org.hotloop.posix;

/**
 * The native layer, loaded on first use. In OSGi also a service, which is there only where the
 * layer works; where it does not, an {@link org.hotloop.spi.Impediment} says why.
 */
public final class Posix {

  private Posix() {}

  /**
   * The native layer of this process.
   *
   * @throws PosixUnavailableException when it cannot be loaded
   */
  public static Posix get() {
    throw new PosixUnavailableException("not yet", null);
  }

  /** The children. */
  public Children children() {
    return null;
  }

  /** Where descriptors come from. */
  public Descriptors descriptors() {
    return null;
  }

  /** Who waits for descriptors. */
  public Poller poller() {
    return null;
  }
}
