package org.hotloop.itests.stress.internal.watcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.child.Unknown;
import org.hotloop.itests.stress.internal.watcher.Ending.Way;
import org.hotloop.itests.stress.internal.watcher.Oracle.Judgement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The judge must not be the one who is wrong. */
class OracleTest {

  private static final long PID = 4711;

  private final Child seven = new Child(7, new Ending(Way.AT_ONCE, 7));
  private final LedgerLine sevensLine = new LedgerLine(7, PID, 7);

  @BeforeEach
  void sevenLives() {
    seven.started(PID);
  }

  @Test
  void whoIsToldOnceAsTheLedgerSaysIsRight() {
    seven.told(PID, new Exited(7));

    Judgement judgement = judge(seven, sevensLine);

    assertTrue(judgement.isClean(), judgement::toString);
    assertEquals(1, judgement.children());
  }

  @Test
  void whoIsNeverToldIsLost() {
    Judgement judgement = judge(seven, sevensLine);

    assertEquals(1, judgement.lost());
    assertFalse(judgement.isClean());
  }

  @Test
  void whoWasNeverEvenBornIsLostToo() {
    Judgement judgement = judge(new Child(8, new Ending(Way.AT_ONCE, 8)));

    assertEquals(1, judgement.lost());
  }

  @Test
  void whoIsToldTwiceIsDoubledAndNotMore() {
    seven.told(PID, new Exited(7));
    seven.told(PID, new Exited(7));

    Judgement judgement = judge(seven, sevensLine);

    assertEquals(1, judgement.doubled());
    assertEquals(0, judgement.misattributed());
    assertFalse(judgement.isClean());
  }

  @Test
  void anotherCodeIsMisattributed() {
    seven.told(PID, new Exited(0));

    assertEquals(1, judge(seven, sevensLine).misattributed());
  }

  @Test
  void aSignalIsNoCode() {
    seven.told(PID, new Signaled(7, false));

    assertEquals(1, judge(seven, sevensLine).misattributed());
  }

  @Test
  void anotherPidIsMisattributed() {
    seven.told(PID + 1, new Exited(7));

    assertEquals(1, judge(seven, sevensLine).misattributed());
  }

  @Test
  void anUnknownStatusCountsApart() {
    seven.told(PID, new Unknown("somebody took it"));

    Judgement judgement = judge(seven, sevensLine);

    assertEquals(1, judgement.unknown());
    assertEquals(0, judgement.misattributed());
    assertFalse(judgement.isClean());
  }

  @Test
  void whoIsKilledByUsWritesNothingAndMustBeToldItsSignal() {
    Child killed = new Child(9, new Ending(Way.BY_OUR_SIGNAL, -9));
    killed.started(PID);
    killed.told(PID, new Signaled(9, false));
    assertTrue(judge(killed).isClean());

    killed.told(PID, new Exited(1));
    assertEquals(1, judge(killed).misattributed());
  }

  @Test
  void whoShouldHaveWrittenAndDidNotIsAFinding() {
    seven.told(PID, new Exited(7));

    Judgement judgement = judge(seven);

    assertEquals(1, judgement.silent());
    assertFalse(judgement.isClean());
  }

  @Test
  void whoWritesTwiceIsAFinding() {
    seven.told(PID, new Exited(7));

    assertFalse(judge(seven, sevensLine, sevensLine).isClean());
  }

  @Test
  void aLineThatIsNoneIsRefused() {
    assertEquals(new LedgerLine(7, PID, -9), LedgerLine.parse("7 4711 -9"));
    assertThrows(IllegalArgumentException.class, () -> LedgerLine.parse("7 4711"));
    assertThrows(IllegalArgumentException.class, () -> LedgerLine.parse("7 4711 x"));
  }

  private static Judgement judge(Child child, LedgerLine... ledger) {
    return Oracle.judge(List.of(child), List.of(ledger));
  }
}
