package org.hotloop.itests.bench.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be compared with what. */
class ResultsTest {

  private final Runs runs = new Runs();

  @Test
  void aRatioIsTakenWithinARoundSoThatASlowRoundChangesNothing() {
    runs.of("spawn", "c", 1, 100).of("spawn", "hotloop", 1, 110);
    runs.of("spawn", "c", 2, 1000).of("spawn", "hotloop", 2, 1100);
    runs.of("spawn", "c", 3, 50).of("spawn", "hotloop", 3, 55);

    Sample ratio = runs.results().ratio("spawn", "hotloop", "c", Figure.CPU).orElseThrow();

    assertEquals(1.1, ratio.median(), 1e-9);
    assertEquals(0, ratio.spread(), 1e-9);
  }

  @Test
  void theRatioOfARunIsTheMedianOfRatiosAndNotTheRatioOfMedians() {
    runs.of("spawn", "c", 1, 1).of("spawn", "hotloop", 1, 2);
    runs.of("spawn", "c", 2, 10).of("spawn", "hotloop", 2, 10);
    runs.of("spawn", "c", 3, 100).of("spawn", "hotloop", 3, 100);

    assertEquals(
        1.0, runs.results().ratio("spawn", "hotloop", "c", Figure.CPU).orElseThrow().median());
  }

  @Test
  void aRunWithoutItsCounterpartIsNotCompared() {
    runs.of("spawn", "c", 1, 100).of("spawn", "hotloop", 2, 500);

    assertEquals(Optional.empty(), runs.results().ratio("spawn", "hotloop", "c", Figure.CPU));
  }

  @Test
  void cpuIsThatOfThePeerAndItsChildrenForOnePiece() {
    Results results = runs.of("spawn", "c", 1, 100).results();

    assertEquals(100, results.sample("spawn", "c", Figure.CPU).orElseThrow().median());
    assertEquals(40, results.sample("spawn", "c", Figure.SELF).orElseThrow().median());
    assertEquals(60, results.sample("spawn", "c", Figure.CHILDREN).orElseThrow().median());
  }

  @Test
  void ofAStreamOfBytesAPieceIsAMebibyte() {
    Result run =
        new Result("bulk", "c", 1, Map.of("ops", 1.0, "bytes", 2097152.0, "wallNanos", 6000.0));

    assertEquals(3, Figure.WALL.of(run).orElseThrow());
  }

  @Test
  void whatAPeerDoesNotHaveIsNotZero() {
    Results results = runs.of("spawn", "c", 1, 100).results();

    assertEquals(Optional.empty(), results.sample("spawn", "c", Figure.P50));
    assertEquals(Optional.empty(), results.sample("spawn", "libuv", Figure.CPU));
  }

  @Test
  void aLineOfTheResultsIsReadAsItWasWritten() {
    Result run = new Result("exit-0", "c", 3, Map.of("p50Nanos", 14000.0, "right", true));

    assertEquals(run, Result.parse(run.line()));
  }

  @Test
  void aRunIsRightOnlyIfThePeerSaysSo() {
    assertTrue(new Result("spawn", "c", 1, Map.of("right", true)).isRight());
    assertFalse(new Result("spawn", "c", 1, Map.of("right", false)).isRight());
    assertFalse(new Result("spawn", "c", 1, Map.of("ops", 1.0)).isRight());
  }

  @Test
  void peersAreThoseThatWereRun() {
    Results results = runs.of("spawn", "c", 1, 1).of("exit-0", "libuv", 1, 1).results();

    assertEquals(List.of("spawn", "exit-0"), List.copyOf(results.workloads()));
    assertEquals(List.of("c"), List.copyOf(results.peers("spawn")));
  }
}
