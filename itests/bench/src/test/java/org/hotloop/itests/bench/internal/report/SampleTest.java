package org.hotloop.itests.bench.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands for several rounds. */
class SampleTest {

  @Test
  void theMedianIsTheMiddleOneWhateverTheOrder() {
    assertEquals(2, new Sample(List.of(3.0, 1.0, 2.0)).median());
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    assertEquals(2.5, new Sample(List.of(9.0, 1.0, 2.0, 3.0)).median());
  }

  @Test
  void anOutlierMovesTheSpreadAndNotTheMedian() {
    Sample calm = new Sample(List.of(9.0, 10.0, 11.0));
    Sample disturbed = new Sample(List.of(9.0, 10.0, 30.0));

    assertEquals(calm.median(), disturbed.median());
    assertEquals(0.1, calm.spread(), 1e-9);
    assertEquals(1.05, disturbed.spread(), 1e-9);
  }

  @Test
  void theSpreadIsWrittenOnlyWhereThereAreSeveral() {
    assertEquals("10.0", new Sample(List.of(10.0)).text());
    assertEquals("10.0 ±10 %", new Sample(List.of(9.0, 10.0, 11.0)).text());
  }

  @Test
  void numbersHaveTheDigitsThatTell() {
    assertEquals("0.123", Sample.number(0.1234));
    assertEquals("1.23", Sample.number(1.234));
    assertEquals("12.3", Sample.number(12.34));
    assertEquals("1,234", Sample.number(1234.4));
  }

  @Test
  void thereIsNoSampleOfNothing() {
    assertThrows(IllegalArgumentException.class, () -> new Sample(List.of()));
  }
}
