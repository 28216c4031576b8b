package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.Test;

/** What the operator sees. */
class StatusTest extends RuntimeTestBase {

  @Test
  void with_nothing_installed_the_status_says_what_is_missing() {
    runtime.start();

    RuntimeDTO status = facade.snapshot();

    assertEquals(null, status.policy.current);
    assertEquals("no policy is installed", status.policy.reason);
    assertEquals("there is no main loop: no policy is installed", status.watcher.reason);
    assertEquals(List.of(), status.loops);
    assertFalse(facade.getChildWatcher().isActive());
    assertThrows(NoEventLoopPolicyException.class, facade::getEventLoopPolicy);
  }

  @Test
  void the_last_hundred_reports_are_kept_the_newest_first() {
    startWith(new KernelWatcher(kernel));
    watcher("fast", -100, new KernelWatcher(kernel));
    for (int i = 0; i < 60; i++) {
      facade.pinChildWatcher("fast");
      facade.unpinChildWatcher();
    }

    List<SwapDTO> kept = swaps();

    assertEquals(100, kept.size());
    assertEquals(events.size(), kept.get(0).epoch);
    assertEquals(kept.get(0).epoch - 99, kept.get(99).epoch);
    kept.get(0).reason = "changed by a caller";
    assertFalse(swaps().get(0).reason.contains("changed"), "a snapshot is the caller's own");
  }

  @Test
  void events_carry_the_fields_and_leave_null_out() {
    startWith(new KernelWatcher(kernel));

    Map<String, Object> properties = SwapEvents.properties(events.get(0));

    assertEquals("default", properties.get("to"));
    assertEquals("policy", properties.get("kind"));
    assertEquals(1L, properties.get("epoch"));
    assertFalse(properties.containsKey("from"));
  }
}
