package org.hotloop.posix;

/** Asks twice for a native layer that cannot be loaded, and tells how it was refused. */
final class UnavailableProgram {

  private UnavailableProgram() {}

  public static void main(String[] arguments) throws Exception {
    String first = refusal();
    String second = refusal();
    Signals.listen("WINCH", () -> {}).close();
    Programs.tell(first + (first.equals(second) ? " again the same; signals work" : second));
  }

  private static String refusal() {
    try {
      return "not refused: " + Posix.get();
    } catch (PosixUnavailableException e) {
      return e.getMessage();
    }
  }
}
