package org.hotloop;

/** This policy or loop takes no custom child watcher. */
public final class UnsupportedWatcherException extends UnsupportedOperationException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong, and the way out. */
  public UnsupportedWatcherException(String message) {
    super(message);
  }
}
