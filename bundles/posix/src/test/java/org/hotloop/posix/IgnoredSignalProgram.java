package org.hotloop.posix;

/** Listens for a signal that its parent had it ignore, and tells how that was refused. */
final class IgnoredSignalProgram {

  private IgnoredSignalProgram() {}

  public static void main(String[] arguments) throws Exception {
    try {
      Signals.listen("HUP", () -> {});
      Programs.tell("not refused");
    } catch (IllegalArgumentException e) {
      Programs.tell(e.getMessage());
    }
  }
}
