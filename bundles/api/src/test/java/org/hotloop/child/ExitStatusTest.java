package org.hotloop.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** asyncio's returncode, and no number that the kernel could not have given. */
class ExitStatusTest {

  @Test
  void theReturncodeIsTheCodeMinusTheSignalOr255() {
    assertEquals(12, new Exited(12).returncode());
    assertEquals(-3, new Signaled(3, false).returncode());
    assertEquals(255, new Unknown("stolen").returncode());
  }

  @Test
  void anUnknownStatusIsNotAnExitWith255() {
    assertEquals(255, new Exited(255).returncode());
    assertEquals(false, new Exited(255).equals(new Unknown("stolen")));
  }

  @Test
  void whatTheKernelCannotSayIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Exited(256));
    assertThrows(IllegalArgumentException.class, () -> new Exited(-1));
    assertThrows(IllegalArgumentException.class, () -> new Signaled(0, false));
    assertThrows(IllegalArgumentException.class, () -> new Signaled(128, false));
  }
}
