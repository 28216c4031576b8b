package org.hotloop.itests.bench.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotloop.itests.bench.internal.peer.Program;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workloads;
import org.junit.jupiter.api.Test;

/** Who does what, and how often. */
class PlanTest {

  private final List<Workload> workloads =
      Selection.of("=spawn", "workload", Workloads.all(Path.of("")), Workload::name);

  private final Plan plan =
      new Plan(
          Options.parse(List.of("rounds=3")),
          workloads,
          List.of(program("near", 3), program("nearer", 3), program("far", 1)));

  @Test
  void whoIsFarBehindHasFewerRoundsAndEachRoundAnotherPeerBegins() {
    assertEquals(
        List.of(
            List.of("near", "nearer", "far"), List.of("nearer", "near"), List.of("near", "nearer")),
        plan.rounds(workloads.get(0)).stream()
            .map(round -> round.stream().map(turn -> turn.program().name()).toList())
            .toList());
  }

  @Test
  void allOfItIsCountedAndItsTimeReckoned() {
    Options options = Options.parse(List.of("rounds=3"));
    Progress progress = new Progress(options, plan.turns());

    assertEquals("7 runs, about 2 min on two quiet processors", progress.announcement());
    assertTrue(progress.after(plan.turns().get(0)).startsWith("[1/7, "));
  }

  private static Program program(String name, int rounds) {
    return new Program(
        name, List.of(name), Optional.empty(), Pattern.compile("spawn"), Map.of(), rounds, false);
  }
}
