package org.hotloop.runtime.internal.election;

/** A way in which a watcher breaks its contract without being unusable for it. */
public enum Breach {
  /** One exit is one call. */
  TOLD_TWICE("told an exit twice"),
  /** What was told to be removed was called. */
  CALLED_REMOVED("called a removed handler"),
  /** The handler before was called although another one came for the same child. */
  CALLED_REPLACED("called a replaced handler"),
  /** Somebody else was first, or the exit was given up as unknown. */
  TOLD_LATE("told an exit that was told already"),
  /** The exit is the truth all the same, and is delivered. */
  TOLD_RETURNED("told the exit of a child that it had given back"),
  /** A handler was called with null. */
  TOLD_NOTHING("told an exit without a status"),
  /** It may still wait for children. */
  DETACH_FAILED("failed when detached"),
  /** It may still wait for that child. */
  REMOVAL_FAILED("failed to give a child back"),
  /** Its guard could not be left. */
  GUARD_FAILED("failed when its guard was closed");

  private final String text;

  Breach(String text) {
    this.text = text;
  }

  /** What it did, as the end of a sentence that begins with its name. */
  @Override
  public String toString() {
    return text;
  }
}
