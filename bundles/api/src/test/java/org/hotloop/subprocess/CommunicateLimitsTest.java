package org.hotloop.subprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.hotloop.transport.WriteBufferLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommunicateLimitsTest {

  @Test
  void none_is_as_long_as_it_takes_and_all_that_comes() {
    assertEquals(Optional.empty(), CommunicateLimits.none().deadline());
    assertEquals(OptionalLong.empty(), CommunicateLimits.none().capture());
  }

  @Test
  void each_limit_leaves_the_other_as_it_is() {
    CommunicateLimits limits =
        CommunicateLimits.none().capture(1).deadline(Duration.ZERO).capture(0);
    assertEquals(Optional.of(Duration.ZERO), limits.deadline());
    assertEquals(OptionalLong.of(0), limits.capture());
    assertEquals("CommunicateLimits[deadline=PT0S capture=0]", limits.toString());
    assertEquals(OptionalLong.empty(), CommunicateLimits.none().capture());
  }

  @Test
  @DisplayName("X24 limits that make no sense are refused")
  void nonsense_is_refused() {
    CommunicateLimits none = CommunicateLimits.none();
    assertThrows(IllegalArgumentException.class, () -> none.deadline(Duration.ofNanos(-1)));
    assertThrows(NullPointerException.class, () -> none.deadline(null));
    assertThrows(IllegalArgumentException.class, () -> none.capture(-1));
    assertThrows(IllegalArgumentException.class, () -> new WriteBufferLimits(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new WriteBufferLimits(-1, 1));
  }

  @Test
  @DisplayName("X24 a limit of a stream that makes no sense is refused")
  void nonsensical_stream_limit_is_refused() {
    SubprocessSpec spec = SubprocessSpec.exec("ls");
    assertEquals(64 * 1024, spec.limit());
    assertEquals(1, spec.limit(1).stdout(Stdio.PIPE).limit());
    assertThrows(InvalidSpecException.class, () -> spec.limit(0));
    assertThrows(InvalidSpecException.class, () -> spec.limit(Integer.MAX_VALUE));
  }
}
