package org.hotloop.spi.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {

  private long now = Long.MAX_VALUE - 20; // it wraps around during the tests
  private final Deadlines deadlines = new Deadlines(() -> now);

  @Test
  void aDelayCountsFromNowOnAndANegativeOneIsNone() {
    assertEquals(now + 50, deadlines.after(Duration.ofNanos(50)));
    assertEquals(now, deadlines.after(Duration.ofNanos(-50)));
    assertEquals(now, deadlines.after(Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1L << 40, -(1L << 40)})
  void whatIsNearStaysAsItIs(long distance) {
    assertEquals(now + distance, deadlines.within(now + distance));
    now += 1L << 50;
    assertEquals(now + distance, deadlines.within(now + distance));
  }

  @Test
  void whatIsAgesAwayIsStillToldFromTheRest() {
    long future = deadlines.within(now + Long.MAX_VALUE);
    long never = deadlines.after(Duration.ofSeconds(Long.MAX_VALUE));
    long past = deadlines.within(now + Long.MIN_VALUE);
    assertTrue(future - now > 0);
    assertTrue(never - now > 0);
    assertTrue(past - now < 0);
    assertTrue(future - past > 0);
  }
}
