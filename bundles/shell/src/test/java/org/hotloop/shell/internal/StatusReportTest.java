package org.hotloop.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.hotloop.dto.ChildDTO;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.dto.LoopDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.junit.jupiter.api.Test;

class StatusReportTest {

  private static final Instant NOW = Instant.ofEpochSecond(1000);

  @Test
  void theWholeStatusStandsInColumns() {
    RuntimeDTO runtime = Snapshots.idle();
    runtime.loops = List.of(mainLoop());
    runtime.children = List.of(child(4711, "org.acme.client", 997));
    runtime.swaps = List.of(Snapshots.swap(2, "safe", "fast"), Snapshots.swap(1, null, "safe"));

    assertEquals(
        """
        policy: default (the only one)
             name     ranking  bundle            remark
          *  default        0  org.hotloop.loop

        watcher: safe (the highest ranking)
             name  ranking  bundle                    remark
          *  safe        0  org.hotloop.watcher.safe
             fast     -100  org.hotloop.watcher.fast

        loops:
          name  policy   type               thread             state
          main  default  SelectorEventLoop  hotloop-main-loop  running

        children: 1, parked: 0
           pid  owner            age
          4711  org.acme.client  3 s

        swaps, the newest first:
          epoch  kind     from  to    moved  delivered  parked  unknown  took     reason
              2  watcher  safe  fast      3          1       0        0  1.50 ms  by hand
              1  watcher  none  safe      3          1       0        0  1.50 ms  by hand""",
        new StatusReport(runtime, NOW).render());
  }

  @Test
  void emptyPartsSayThatTheyAre() {
    String report = new StatusReport(Snapshots.idle(), NOW).render();

    assertTrue(report.contains("loops: none\n"), report);
    assertTrue(report.contains("children: 0, parked: 0\n"), report);
    assertTrue(report.endsWith("swaps: none"), report);
  }

  @Test
  void aRuntimeWithoutAnyProviderSaysSo() {
    RuntimeDTO runtime = Snapshots.idle();
    runtime.watcher = Snapshots.election(null, "no watcher is installed");

    String report = new StatusReport(runtime, NOW).render();

    assertTrue(
        report.contains("watcher: none (no watcher is installed)\n  no provider is installed\n"),
        report);
  }

  @Test
  void impedimentsComeFirst() {
    RuntimeDTO runtime = Snapshots.idle();
    ImpedimentDTO impediment = new ImpedimentDTO();
    impediment.subject = "native layer";
    impediment.reason = "no library";
    impediment.consequence = "no children; timers work";
    runtime.impediments = List.of(impediment);

    String report = new StatusReport(runtime, NOW).render();

    assertTrue(
        report.startsWith(
            "impediments:\n  native layer: no library\n    no children; timers work\n"),
        report);
  }

  @Test
  void longListsAreCut() {
    RuntimeDTO runtime = Snapshots.idle();
    runtime.children = LongStream.rangeClosed(1, 25).mapToObj(pid -> child(pid, "", 1)).toList();
    runtime.swaps =
        LongStream.rangeClosed(1, 11).mapToObj(e -> Snapshots.swap(e, "a", "b")).toList();

    String report = new StatusReport(runtime, NOW).render();

    assertTrue(report.contains("children: 25, parked: 0\n"), report);
    assertTrue(report.contains("  and 15 more\n"), report);
    assertTrue(report.endsWith("  and 1 more"), report);
  }

  @Test
  void whyAProviderCannotBeUsedStandsBesideIt() {
    RuntimeDTO runtime = Snapshots.idle();
    runtime.watcher.providers.get(1).problem = "EPERM";

    String report = new StatusReport(runtime, NOW).render();

    assertTrue(report.contains("org.hotloop.watcher.fast  unusable: EPERM\n"), report);
  }

  @Test
  void howAProviderBreaksItsContractStandsBesideIt() {
    RuntimeDTO runtime = Snapshots.idle();
    runtime.watcher.providers.get(1).breaches = Map.of("told an exit twice", 3);

    String report = new StatusReport(runtime, NOW).render();

    assertTrue(
        report.contains("watcher.fast  breaks its contract: told an exit twice (3)\n"), report);
  }

  @Test
  void limboIsToldOfWhereSomethingIsInIt() {
    RuntimeDTO runtime = Snapshots.idle();
    runtime.limbo = 2;
    SwapDTO swap = Snapshots.swap(7, "safe", null);
    swap.limbo = 2;

    String report = new StatusReport(runtime, NOW).render();

    assertTrue(report.contains("children: 0, parked: 0, in limbo: 2\n"), report);
    assertTrue(SwapReport.sentence(swap).contains("0 unknown, 2 in limbo, "));
  }

  @Test
  void aSwapIsOneSentence() {
    SwapDTO swap = Snapshots.swap(7, "safe", null);

    assertEquals(
        "swap 7: watcher safe -> none, 3 moved, 1 delivered meanwhile, 0 parked, 0 unknown, 1.50 ms",
        SwapReport.sentence(swap));
  }

  private static ChildDTO child(long pid, String owner, long sinceSeconds) {
    ChildDTO child = new ChildDTO();
    child.pid = pid;
    child.owner = owner;
    child.since = sinceSeconds * 1000;
    return child;
  }

  private static LoopDTO mainLoop() {
    LoopDTO loop = new LoopDTO();
    loop.name = "main";
    loop.policy = "default";
    loop.type = "SelectorEventLoop";
    loop.thread = "hotloop-main-loop";
    loop.running = true;
    return loop;
  }
}
