package org.hotloop.itests.bench.internal.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer is told. */
class OrderTest {

  @Test
  void itIsAWorkloadAndItsKeys() {
    Order order = Order.parse(List.of("spawn", "program=/bin/a=b", "count=7"));

    assertEquals("spawn", order.workload());
    assertEquals("/bin/a=b", order.text("program"));
    assertEquals(7, order.number("count"));
  }

  @Test
  void aKeyThatIsMissingIsNamed() {
    Order order = Order.parse(List.of("spawn"));

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> order.number("count"));

    assertTrue(refusal.getMessage().contains("spawn needs count="), refusal::getMessage);
  }

  @Test
  void whatIsNoPairIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Order.parse(List.of("spawn", "parallel")));
  }

  @Test
  void nothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Order.parse(List.of()));
  }
}
