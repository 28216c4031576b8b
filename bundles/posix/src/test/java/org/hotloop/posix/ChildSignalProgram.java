package org.hotloop.posix;

import java.util.concurrent.CountDownLatch;
import org.hotloop.posix.Signals.Registration;

/** Spawns once without and once with a listener for SIGCHLD, and tells what came of it. */
final class ChildSignalProgram {

  private ChildSignalProgram() {}

  public static void main(String[] arguments) throws Exception {
    int code = TestChildren.end(TestChildren.shell("exit 7")).returncode();
    CountDownLatch heard = new CountDownLatch(1);
    try (Registration listener = Signals.listen("CHLD", heard::countDown)) {
      TestChildren.end(TestChildren.shell("exit 0"));
      heard.await();
    }
    // the last listener is gone: what it restored must not be what was there at launch
    code = Math.max(code, TestChildren.end(TestChildren.shell("exit 7")).returncode());
    Programs.tell(code + " then heard");
  }
}
