package org.hotloop.itests.bench.internal.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workloads;
import org.junit.jupiter.api.Test;

/** What a peer takes part in, and with how much. */
class ProgramTest {

  private final Program slow =
      new Program(
          "slow",
          List.of("slow"),
          Optional.empty(),
          Pattern.compile("spawn|exit-(0|100)$"),
          Map.of("spawn", 0.1, "spawn64", 0.5),
          1,
          false);

  @Test
  void itTakesPartInAllThatBeginsAsItSays() {
    assertTrue(slow.does(workload("spawn64-tiny")));
    assertFalse(slow.does(workload("pipe")));
  }

  @Test
  void whereItSaysAnEndItIsThatOneAlone() {
    assertTrue(slow.does(workload("exit-100")));
    assertFalse(slow.does(workload("exit-1000")));
  }

  @Test
  void ofTwoSharesTheOneOfTheLongerNameHolds() {
    assertEquals(0.1, slow.share(workload("spawn-tiny")));
    assertEquals(0.5, slow.share(workload("spawn64-tiny")));
  }

  @Test
  void allOfItIsDoneUnlessSaidOtherwise() {
    assertEquals(1, slow.share(workload("pipe")));
  }

  private static Workload workload(String name) {
    return Workloads.all(Path.of("")).stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
