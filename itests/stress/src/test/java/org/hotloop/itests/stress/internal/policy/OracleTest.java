package org.hotloop.itests.stress.internal.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ExtraInfo;
import org.junit.jupiter.api.Test;

/** The judges must not be the ones who are wrong. */
class OracleTest {

  private static final long NOW = Long.MAX_VALUE - 1; // a clock may wrap around

  private static final SocketAddress SERVER = new InetSocketAddress("127.0.0.1", 1);
  private static final SocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 2);
  private static final SocketAddress OTHER_CLIENT = new InetSocketAddress("127.0.0.1", 3);

  private final Findings findings = new Findings();
  private final Sequence sequence = new Sequence(findings, "thread 1");
  private final Alarms alarms = new Alarms(findings);
  private final Dialogue dialogue = new Dialogue(findings, "connection 1");
  private final Lines lines = new Lines(findings);
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

  @Test
  void aConnectionThatEndsAsItWantedIsNothing() {
    Line line = connection(CLIENT, SERVER);
    line.clientEnded(Optional.empty());
    line.serverEnded(Optional.empty());

    judge();
    assertTrue(findings.isEmpty(), findings::toString);
    assertEquals(0, lines.countOfEnded());
  }

  @Test
  void aConnectionOfWhichOneEndIsToldOfAMoveIsCountedAndNothingElse() {
    for (Throwable farewell :
        List.of(
            new IOException("the event loop moved to ProactorEventLoop-7[], which cannot watch it"),
            new IOException("the event loop that made it has gone, with its bundle"),
            new IOException("no address", new UnsupportedByLoopException(null, "addReader")))) {
      Line line = connection(CLIENT, SERVER);
      line.clientEnded(Optional.of(new EOFException("the peer has gone")));
      line.serverEnded(Optional.of(farewell));
    }

    judge();
    assertTrue(findings.isEmpty(), findings::toString);
    assertEquals(3, lines.countOfEnded());
  }

  @Test
  void aConnectionThatEndsWithAnotherWordIsBroken() {
    Line line = connection(CLIENT, SERVER);
    line.clientEnded(Optional.of(new EOFException("the peer has gone")));
    line.serverEnded(Optional.of(new IOException("the event loop moved to SelectorEventLoop-7[]")));

    judge();
    assertOnly(Kind.BROKEN);
  }

  @Test
  void aConnectionOfWhichNobodyIsToldWhyIsBroken() {
    Line line = connection(CLIENT, SERVER);
    line.clientEnded(Optional.of(new EOFException("the peer has gone")));
    line.serverEnded(Optional.empty());

    judge();
    assertOnly(Kind.BROKEN);
  }

  @Test
  void aConnectionOfWhichOneEndDoesNotEndIsLost() {
    connection(CLIENT, SERVER).serverEnded(Optional.empty());

    judge();
    assertOnly(Kind.LOST);
  }

  @Test
  void aConnectionWhoseServerIsGoneMayEndWithoutAWord() {
    Line line = lines.client(new End(CLIENT, SERVER));
    lines.gone(SERVER);
    line.clientEnded(Optional.of(new EOFException("the peer has gone")));

    judge();
    assertTrue(findings.isEmpty(), findings::toString);
    assertEquals(1, lines.countOfEnded());
  }

  @Test
  void aConnectionThatTheClientNeverGotIsLostUnlessItWasRefused() {
    lines.accepted(new End(SERVER, CLIENT)).serverEnded(Optional.empty());
    lines.accepted(new End(SERVER, OTHER_CLIENT)).serverEnded(Optional.empty());
    lines.tooLate();

    judge();
    assertOnly(Kind.LOST);
  }

  @Test
  void aConnectionThatIsRefusedWithAnotherWordIsBroken() {
    lines.notConnected(SERVER, new IOException("no route"));

    judge();
    assertOnly(Kind.BROKEN);
  }

  private Line connection(SocketAddress client, SocketAddress server) {
    Line line = lines.client(new End(client, server));
    assertSame(line, lines.accepted(new End(server, client)));
    return line;
  }

  /** Knows the names of both ends, and nothing else. */
  private record End(SocketAddress here, SocketAddress there) implements StreamWriter {

    @Override
    @SuppressWarnings("unchecked") // both names are of one type
    public <T> Optional<T> getExtraInfo(ExtraInfo<T> key) {
      return Optional.of((T) (key == ExtraInfo.SOCKNAME ? here : there));
    }

    @Override
    public void write(byte[] data) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> drain() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean canWriteEof() {
      return false;
    }

    @Override
    public void writeEof() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isClosing() {
      return false;
    }

    @Override
    public CompletionStage<Void> waitClosed() {
      throw new UnsupportedOperationException();
    }
  }

  private void judge() {
    lines.judge();
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
