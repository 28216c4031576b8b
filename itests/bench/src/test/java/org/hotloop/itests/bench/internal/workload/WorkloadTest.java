package org.hotloop.itests.bench.internal.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hotloop.itests.bench.internal.workload.Workload.Amounts;
import org.junit.jupiter.api.Test;

/** How peers are told what to do. */
class WorkloadTest {

  private static final List<Workload> ALL = Workloads.all(Path.of("/programs"));

  @Test
  void aPeerIsToldAllKeys() {
    assertEquals(
        List.of("exit", "alive=100", "program=/programs/idle", "count=3", "warmup=4"),
        workload("exit-100").order(new Amounts(3, 4)));
  }

  @Test
  void whatIsReadInBulkIsCountedInBytes() {
    assertEquals(
        List.of("bulk", "program=/programs/writer", "bytes=10", "warmup=5"),
        workload("bulk").order(new Amounts(10, 5)));
  }

  @Test
  void amountsAreScaledToWholeThousandsButNeverToNothing() {
    assertEquals(new Amounts(2000, 500), new Amounts(5001, 1000).times(0.5));
    assertEquals(new Amounts(1, 1), new Amounts(100, 1).times(0.001));
  }

  @Test
  void whatIsThereAtOnceTakesDescriptors() {
    assertEquals(10_000, workload("connections-10000").descriptors());
    assertEquals(1000, workload("alive-1000").descriptors());
    assertEquals(0, workload("spawn").descriptors());
  }

  @Test
  void eachNameIsThereOnce() {
    assertEquals(ALL.size(), ALL.stream().map(Workload::name).distinct().count());
  }

  @Test
  void theShortFormHasEachKindOfWork() {
    List<String> shortly =
        ALL.stream().filter(Workload::isShort).map(Workload::verb).distinct().toList();

    assertTrue(shortly.containsAll(ALL.stream().map(Workload::verb).toList()), shortly::toString);
  }

  private static Workload workload(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
