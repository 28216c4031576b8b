package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** The proactor's policy is installed, and serves once it is named. */
public class ProactorIT extends FelixTest {

  private static final String PROACTOR = "org.hotloop.loop.proactor";
  private static final String PROACTOR_LOOP = PROACTOR + ".ProactorEventLoop";
  private static final String SELECTOR_LOOP = "org.hotloop.loop.SelectorEventLoop";

  @Override
  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        Provisioning.hotloopCore(),
        Provisioning.proactor(),
        Provisioning.watchers("safe"),
        Provisioning.shell(),
        Provisioning.client(),
        Provisioning.testing());
  }

  @Test
  public void namedItMakesTheMainLoopOnWhichChildrenRun_P19_P28_L26_X1() throws Exception {
    EventLoop main = client.loop();
    client.runtime().pinEventLoopPolicy("proactor");
    assertEquals(Optional.of(PROACTOR_LOOP), mainLoopType());
    assertThrows(UnsupportedByLoopException.class, () -> main.removeReader(0));

    assertEquals("hotloop", echo(start("cat"), "hotloop"));

    client.runtime().unpinEventLoopPolicy();
    assertEquals(Optional.of(SELECTOR_LOOP), mainLoopType());
    assertFalse(main.removeReader(0));
  }

  @Test
  public void theMainLoopMovesWithItsChildrenAndTimers_O9() throws Exception {
    EventLoop main = client.loop();
    CompletableFuture<Thread> timer = new CompletableFuture<>();
    main.callSoonThreadsafe(
        () -> main.callLater(Duration.ofMillis(100), () -> timer.complete(Thread.currentThread())));
    Subprocess first = start("cat");
    Subprocess second = start("sh", "-c", "read line; exit 7");

    client.runtime().pinEventLoopPolicy("proactor");
    Subprocess third = start("cat");
    assertEquals("on the proactor", echo(first, "on the proactor"));
    bundles.stop(PROACTOR); // who made the engine goes, while children run
    Conditions.await("the selector", () -> mainLoopType().equals(Optional.of(SELECTOR_LOOP)));

    assertEquals("on the selector", echo(third, "on the selector"));
    second.kill();
    assertEquals(-9, Conditions.await(second.waitFor()).returncode());
    assertEquals("hotloop-main", Conditions.await(timer).getName());
    assertSame(main, client.loop());
    bundles.start(PROACTOR);
    client.runtime().unpinEventLoopPolicy();
  }

  private Subprocess start(String... command) throws Exception {
    SubprocessSpec spec =
        SubprocessSpec.exec(List.of(command)).stdin(Stdio.PIPE).stdout(Stdio.PIPE);
    return Conditions.await(client.subprocesses().createSubprocessExec(spec));
  }

  private static String echo(Subprocess cat, String text) throws Exception {
    Output output = Conditions.await(cat.communicate(text.getBytes(StandardCharsets.UTF_8)));
    return new String(output.stdout(), StandardCharsets.UTF_8);
  }

  private Optional<String> mainLoopType() {
    return client.runtime().snapshot().loops.stream()
        .filter(loop -> loop.name.equals("main") && loop.running)
        .map(loop -> loop.type)
        .findFirst();
  }
}
