package org.hotloop.posix;

import java.util.concurrent.Semaphore;
import org.hotloop.posix.Signals.Registration;

/** Listens, starts the first {@link Process} of its JVM, and tells whether its end was heard. */
final class FirstProcessProgram {

  private FirstProcessProgram() {}

  public static void main(String[] arguments) throws Exception {
    Semaphore heard = new Semaphore(0);
    try (Registration listener = Signals.listen("CHLD", heard::release)) {
      new ProcessBuilder("/bin/true").start().waitFor();
      heard.acquire();
    }
    Programs.tell("heard after the first process");
  }
}
