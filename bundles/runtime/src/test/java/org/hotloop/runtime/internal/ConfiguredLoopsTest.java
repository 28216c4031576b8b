package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hotloop.EventLoop;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.Test;

/** More loops, by configuration. */
class ConfiguredLoopsTest extends RuntimeTestBase {

  @Test
  void more_loops_run_by_configuration_and_bad_names_are_refused_with_the_reason() {
    startWith(new KernelWatcher(kernel));
    runtime.configuredLoops().configured("pid.a", "io");
    Awaitility.await().until(() -> published.containsKey("io"));
    assertEquals(1, threads("hotloop-loop-io").size());

    runtime.configuredLoops().configured("pid.b", "io");
    runtime.configuredLoops().configured("pid.c", " ");
    runtime.configuredLoops().configured("pid.a", "main");

    assertEquals(
        List.of(
            "the name 'main' is the runtime's own loop",
            "the name 'io' is taken by pid.a",
            "the name is empty"),
        impediments().map(one -> one.reason).toList());
    assertEquals(
        "the loop 'io' it named before goes on",
        impediments().findFirst().orElseThrow().consequence);
    assertEquals(
        List.of("main", "io"), facade.snapshot().loops.stream().map(loop -> loop.name).toList());

    EventLoop before = published.get("io");
    runtime.configuredLoops().deleted("pid.a");
    assertTrue(before.isClosed());
    Awaitility.await().until(() -> published.containsKey("io")); // pid.b's turn has come
    runtime.configuredLoops().deleted("pid.b");
    runtime.configuredLoops().deleted("pid.c");
    assertEquals(List.of("main"), List.copyOf(published.keySet()));
    assertEquals(0, impediments().count());
  }

  private Stream<ImpedimentDTO> impediments() {
    return facade.snapshot().impediments.stream();
  }
}
