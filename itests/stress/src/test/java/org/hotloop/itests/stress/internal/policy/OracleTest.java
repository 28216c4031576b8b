package org.hotloop.itests.stress.internal.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;
import org.junit.jupiter.api.Test;

/** The judges must not be the ones who are wrong. */
class OracleTest {

  private static final long NOW = Long.MAX_VALUE - 1; // a clock may wrap around

  private final Findings findings = new Findings();
  private final Sequence sequence = new Sequence(findings, "thread 1");
  private final Alarms alarms = new Alarms(findings);
  private final Dialogue dialogue = new Dialogue(findings, "connection 1");
  private final Exits exits = new Exits(findings);
  private final Raises raises = new Raises(findings, "WINCH");
  private final Alone alone = new Alone(findings, Thread.currentThread().getName());

  @Test
  void whatIsAsItHasToBeIsNoFinding() {
    long first = sequence.ask();
    long second = sequence.ask();
    alone.run("one", () -> sequence.came(first));
    alone.run("the next", () -> sequence.came(second));
    alarms.rings(alarms.set(NOW, Duration.ofNanos(9)), NOW + 9);
    dialogue.heard(dialogue.next());
    long child = exits.expect();
    exits.told(child, Exits.code(child));
    raises.raised();
    raises.told();
    raises.raised();
    raises.told();

    judge();

    assertTrue(findings.isEmpty(), findings::toString);
    assertEquals(Duration.ZERO, alarms.latest());
  }

  @Test
  void aCallbackThatNeverComesIsLost() {
    sequence.ask();
    long second = sequence.ask();
    sequence.came(second);

    assertEquals(1, sequence.missing());
    judge();
    assertEquals(1, findings.count(Kind.LOST));
  }

  @Test
  void aCallbackThatComesTwiceIsDoubledAlsoWhereItCameTooEarly() {
    long first = sequence.ask();
    long second = sequence.ask();
    sequence.came(second);
    sequence.came(second);
    sequence.came(first);
    sequence.came(first);

    judge();
    assertEquals(2, findings.count(Kind.DOUBLED));
    assertEquals(1, findings.count(Kind.OUT_OF_ORDER));
    assertEquals(0, findings.count(Kind.LOST));
  }

  @Test
  void callbacksThatAreExchangedAreOutOfOrderAndNothingElse() {
    long first = sequence.ask();
    long second = sequence.ask();
    sequence.came(second);
    sequence.came(first);

    judge();
    assertEquals(1, findings.count(Kind.OUT_OF_ORDER));
    assertOnly(Kind.OUT_OF_ORDER);
  }

  @Test
  void aCallbackThatRunsInsideAnotherOneIsBesideIt() {
    alone.run("one", () -> alone.run("the other", () -> {}));
    alone.run("a third", () -> {});

    assertEquals(1, findings.count(Kind.BESIDE_ANOTHER));
  }

  @Test
  void aCallbackOnAnotherThreadIsAstray() {
    new Alone(findings, "hotloop-main").run("one", () -> {});

    assertEquals(1, findings.count(Kind.ASTRAY));
    assertOnly(Kind.ASTRAY);
  }

  @Test
  void aTimerThatNeverRingsIsLost() {
    alarms.set(NOW, Duration.ZERO);

    judge();
    assertEquals(1, findings.count(Kind.LOST));
  }

  @Test
  void aTimerThatRingsTwiceIsDoubled() {
    long timer = alarms.set(NOW, Duration.ZERO);
    alarms.rings(timer, NOW);
    alarms.rings(timer, NOW);

    assertEquals(1, findings.count(Kind.DOUBLED));
    assertEquals(1, alarms.rung());
  }

  @Test
  void aTimerThatRingsBeforeItsTimeIsEarly() {
    alarms.rings(alarms.set(NOW, Duration.ofNanos(9)), NOW + 8);

    assertEquals(1, findings.count(Kind.EARLY));
    assertOnly(Kind.EARLY);
  }

  @Test
  void aTimerThatRingsFarTooLateIsAFinding() {
    alarms.rings(alarms.set(NOW, Duration.ofNanos(9)), NOW + 9 + Alarms.LATE_NANOS);
    assertTrue(findings.isEmpty(), findings::toString);
    assertEquals(Duration.ofNanos(Alarms.LATE_NANOS), alarms.latest());

    alarms.rings(alarms.set(NOW, Duration.ofNanos(9)), NOW + 10 + Alarms.LATE_NANOS);
    assertEquals(1, findings.count(Kind.LATE));
    assertOnly(Kind.LATE);
  }

  @Test
  void messagesDifferAndEndWithTheirLine() {
    byte[] first = dialogue.next();
    byte[] second = dialogue.next();

    assertEquals('\n', first[first.length - 1]);
    assertEquals('\n', second[second.length - 1]);
    assertTrue(first.length != second.length, "as long as each other");
    byte[] other = new Dialogue(findings, "connection 2").next();
    assertEquals(-1, Arrays.compare(first, other), "another one's");
    assertArrayEquals(first, new Dialogue(findings, "connection 1").next());
  }

  @Test
  void anAnswerThatDiffersInOneByteIsWrong() {
    byte[] answer = dialogue.next().clone();
    answer[3]++;
    dialogue.heard(answer);

    judge();
    assertEquals(1, findings.count(Kind.WRONG));
    assertOnly(Kind.WRONG);
  }

  @Test
  void anAnswerToNothingIsWrong() {
    dialogue.heard(dialogue.next());
    dialogue.heard(new byte[] {'\n'});

    assertEquals(1, findings.count(Kind.WRONG));
  }

  @Test
  void anAnswerThatNeverComesIsLost() {
    dialogue.next();

    judge();
    assertEquals(1, findings.count(Kind.LOST));
    assertOnly(Kind.LOST);
  }

  @Test
  void aConnectionThatEndsIsBroken() {
    dialogue.next();
    dialogue.broke(new IOException("reset"));

    judge();
    assertEquals(1, findings.count(Kind.BROKEN));
    assertOnly(Kind.BROKEN);
  }

  @Test
  void anExitThatIsNeverToldIsLost() {
    exits.expect();

    judge();
    assertEquals(1, findings.count(Kind.LOST));
  }

  @Test
  void anExitThatIsToldTwiceIsDoubled() {
    long child = exits.expect();
    exits.told(child, Exits.code(child));
    exits.told(child, Exits.code(child));

    assertEquals(1, findings.count(Kind.DOUBLED));
  }

  @Test
  void anotherCodeIsWrong() {
    long child = exits.expect();
    exits.told(child, Exits.code(child) + 1);

    judge();
    assertEquals(1, findings.count(Kind.WRONG));
    assertOnly(Kind.WRONG);
  }

  @Test
  void aChildThatCannotBeStartedIsBroken() {
    exits.broke(exits.expect(), new IOException("no such program"));

    judge();
    assertEquals(1, findings.count(Kind.BROKEN));
    assertOnly(Kind.BROKEN);
  }

  @Test
  void aSignalAfterWhichNobodyWasToldIsLost() {
    raises.raised();
    raises.told();
    raises.raised();

    judge();
    assertEquals(1, findings.count(Kind.LOST));
  }

  @Test
  void aSignalThatIsToldMoreOftenThanItWasRaisedIsDoubled() {
    raises.raised();
    raises.told();
    raises.told();

    assertEquals(1, findings.count(Kind.DOUBLED));
  }

  private void judge() {
    sequence.judge();
    alarms.judge();
    dialogue.judge();
    exits.judge();
    raises.judge();
  }

  private void assertOnly(Kind kind) {
    for (Kind other : Kind.values()) {
      assertEquals(kind == other ? 1 : 0, findings.count(other), findings::toString);
    }
    assertEquals(1, findings.inWords().size());
  }
}
