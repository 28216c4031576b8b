package org.hotloop.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.hotloop.child.Exited;
import org.hotloop.child.Unknown;
import org.hotloop.demo.internal.Ledger.Balance;
import org.hotloop.demo.internal.Ledger.Ticket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo's verdict is worth something only if its books notice each kind of fault. */
class LedgerTest {

  private final Ledger ledger = new Ledger();
  private final Ticket ticket = new Ticket(1, Path.of("/etc/hosts"), "abc123");

  @BeforeEach
  void openTheTicket() {
    ledger.opened(ticket);
  }

  @Test
  void aRightDigestAndExitIsClean() {
    ledger.ended(ticket, new Exited(0), "abc123  /etc/hosts\n");
    assertEquals(new Balance(1, 0, 0, 0, 0), ledger.balance());
    assertTrue(ledger.balance().isClean());
  }

  @Test
  void anotherDigestIsWrong() {
    ledger.ended(ticket, new Exited(0), "def456  /etc/hosts\n");
    assertEquals(new Balance(1, 1, 0, 0, 0), ledger.balance());
  }

  @Test
  void anotherExitIsWrongEvenWithTheRightDigest() {
    ledger.ended(ticket, new Unknown("stolen"), "abc123  /etc/hosts\n");
    assertEquals(new Balance(1, 1, 0, 0, 0), ledger.balance());
  }

  @Test
  void anEndThatNeverCameIsLost() {
    assertEquals(new Balance(1, 0, 1, 0, 0), ledger.balance());
    assertFalse(ledger.balance().isClean());
  }

  @Test
  void aSecondEndIsDoubled() {
    ledger.ended(ticket, new Exited(0), "abc123  /etc/hosts\n");
    ledger.ended(ticket, new Exited(0), "abc123  /etc/hosts\n");
    assertEquals(new Balance(1, 0, 0, 1, 0), ledger.balance());
  }

  @Test
  void anotherChildsOutputIsMisattributed() {
    ledger.ended(ticket, new Exited(0), "abc123  /etc/passwd\n");
    assertEquals(new Balance(1, 0, 0, 0, 1), ledger.balance());
  }

  @Test
  void aFailedStartIsWrongNotLost() {
    ledger.failed(ticket, new IllegalStateException("no watcher"));
    assertEquals(new Balance(1, 1, 0, 0, 0), ledger.balance());
    assertEquals(1, ledger.findings().size());
  }
}
