package org.hotloop.posix;

import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jnr.posix.POSIXFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody else in this process waits for our children. */
class StolenStatusTest {

  @Test
  @DisplayName("W11 a stolen status is no child any more, and its pid is not signalled")
  void aStolenChildIsNotSignalled() throws Exception {
    long pid = TestChildren.shell("exit 3");
    steal(pid);
    assertEquals(1, CHILDREN.unreaped());

    assertFalse(CHILDREN.signal(pid, 9));
    assertEquals(0, CHILDREN.unreaped());
  }

  @Test
  @DisplayName("W11 reaping a stolen child answers that there is none")
  void aStolenChildIsForgottenByItsReap() throws Exception {
    long pid = TestChildren.shell("exit 3");
    steal(pid);

    assertInstanceOf(WaitResult.NoChild.class, CHILDREN.reap(pid));
    assertEquals(0, CHILDREN.unreaped());
  }

  private static void steal(long pid) {
    assertEquals(pid, POSIXFactory.getNativePOSIX().waitpid(pid, new int[1], 0));
  }
}
