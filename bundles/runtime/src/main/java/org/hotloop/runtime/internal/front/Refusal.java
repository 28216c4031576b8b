package org.hotloop.runtime.internal.front;

/** Something that the next engine does not watch, and what it said. */
record Refusal(String what, RuntimeException why) {

  /** Whether it cannot watch such things at all. */
  boolean isForGood() {
    return why instanceof UnsupportedOperationException;
  }

  @Override
  public String toString() {
    return what + ": " + why;
  }
}
