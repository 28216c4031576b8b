package org.hotloop;

/** There is no child watcher to answer: no runtime, none set by hand, none on the class path. */
public final class NoChildWatcherException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what was looked for, and the way out. */
  public NoChildWatcherException(String message) {
    super(message);
  }
}
