package org.hotloop.posix.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitStatusTest {

  @Test
  void anExitCodeStandsInTheSecondByte() {
    assertEquals(Optional.of(new Exited(0)), WaitStatus.decode(0));
    assertEquals(Optional.of(new Exited(7)), WaitStatus.decode(0x0700));
    assertEquals(Optional.of(new Exited(255)), WaitStatus.decode(0xff00));
  }

  @Test
  void aSignalStandsInTheLowestBits() {
    assertEquals(Optional.of(new Signaled(9, false)), WaitStatus.decode(9));
    assertEquals(Optional.of(new Signaled(64, false)), WaitStatus.decode(64));
  }

  @Test
  void aCoreFileIsTheEighthBit() {
    assertEquals(Optional.of(new Signaled(11, true)), WaitStatus.decode(0x80 | 11));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x137f, 0x057f, 0xffff})
  void stoppedAndContinuedAreNoEnd(int status) {
    assertEquals(Optional.empty(), WaitStatus.decode(status));
  }
}
