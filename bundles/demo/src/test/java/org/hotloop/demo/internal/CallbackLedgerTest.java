package org.hotloop.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hotloop.demo.internal.CallbackLedger.Balance;
import org.junit.jupiter.api.Test;

/** The books of callbacks, too, have to notice each kind of fault. */
class CallbackLedgerTest {

  private final CallbackLedger ledger = new CallbackLedger();
  private final long first = ledger.asked();
  private final long second = ledger.asked();

  @Test
  void whatComesOnceAndInOrderIsClean() throws InterruptedException {
    ledger.came(first);
    ledger.came(second);

    assertTrue(ledger.awaitAll(0));
    assertEquals(new Balance(2, 0, 0, 0), ledger.balance());
    assertTrue(ledger.balance().isClean());
  }

  @Test
  void whatNeverComesIsLost() throws InterruptedException {
    ledger.came(second);

    assertFalse(ledger.awaitAll(1));
    assertEquals(new Balance(2, 1, 0, 0), ledger.balance());
    assertFalse(ledger.balance().isClean());
  }

  @Test
  void whatComesTwiceIsDoubled() {
    ledger.came(first);
    ledger.came(first);
    ledger.came(second);

    assertEquals(new Balance(2, 0, 1, 0), ledger.balance());
    assertFalse(ledger.balance().isClean());
  }

  @Test
  void whatIsOvertakenIsOutOfOrder() {
    ledger.came(second);
    ledger.came(first);

    assertEquals(new Balance(2, 0, 0, 1), ledger.balance());
    assertFalse(ledger.balance().isClean());
  }

  @Test
  void twoLedgersAddUp() {
    assertEquals(
        new Balance(11, 22, 33, 44), new Balance(1, 2, 3, 4).plus(new Balance(10, 20, 30, 40)));
  }
}
