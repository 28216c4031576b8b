package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.inject.Inject;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.itests.shared.Baseline;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.subprocess.Subprocesses;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.ops4j.pax.exam.util.Filter;

/** The native layer cannot be loaded (O14): it is known why, and what still works. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class NoNativeLayerIT extends GogoTest {

  @Inject private EventLoopRuntime runtime;

  @Inject
  @Filter("(hotloop.loop=main)")
  private EventLoop loop;

  private Baseline baseline;

  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        // jffi unpacks its library there
        CoreOptions.systemProperty("jffi.extract.dir").value("/proc"),
        Provisioning.hotloopCore(),
        Provisioning.watchers("safe", "fast"),
        Provisioning.shell(),
        Provisioning.testing());
  }

  @Before
  public void takeBaseline() {
    baseline = new Baseline();
  }

  @After
  public void awaitBaseline() {
    baseline.awaitRestored();
  }

  @Test
  public void theRuntimeSaysWhy_O14() {
    assertEquals(1, runtime.snapshot().impediments.size());
    ImpedimentDTO impediment = runtime.snapshot().impediments.get(0);

    assertEquals("native layer", impediment.subject);
    assertTrue(impediment.reason, impediment.reason.contains("jffi.extract.dir"));
    assertNull("a watcher is current", runtime.snapshot().watcher.current);
    assertNull("programs can be started", context.getServiceReference(Subprocesses.class));
  }

  @Test
  public void theOperatorIsToldWhy_O14() throws Exception {
    String status = execute("hotloop:status");
    assertTrue(status, status.startsWith("impediments:\n  native layer: jffi cannot load"));
    assertTrue(status, status.contains("event loops, timers, channels and signal handlers work"));

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> execute("hotloop:exec true"));
    assertTrue(refused.getMessage(), refused.getMessage().contains("native layer: jffi cannot"));
  }

  @Test
  public void theMainLoopWorksOn_O14() throws Exception {
    CompletableFuture<Thread> called = new CompletableFuture<>();

    loop.callSoonThreadsafe(
        () -> loop.callLater(Duration.ofMillis(1), () -> called.complete(Thread.currentThread())));

    assertTrue(Conditions.await(called).getName().startsWith("hotloop-"));
  }
}
