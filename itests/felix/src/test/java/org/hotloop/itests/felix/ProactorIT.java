package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.itests.client.Client;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.ServiceReference;

/** The proactor's policy is installed, and serves once it is named. */
public class ProactorIT extends FelixTest {

  private static final String LOOP = "org.hotloop.loop";
  private static final String PROACTOR = "org.hotloop.loop.proactor";
  private static final String PROACTOR_LOOP = PROACTOR + ".ProactorEventLoop";
  private static final String SELECTOR_LOOP = LOOP + ".SelectorEventLoop";

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
    assertEquals("default", client.runtime().snapshot().policy.current);
    client.runtime().pinEventLoopPolicy("proactor");
    leaveTheMainLoopToTheElected();
    awaitMainLoop(PROACTOR_LOOP);

    EventLoop main = clientNow().loop();
    assertThrows(UnsupportedByLoopException.class, () -> main.removeReader(0));
    SubprocessSpec cat = SubprocessSpec.exec("cat").stdin(Stdio.PIPE).stdout(Stdio.PIPE);
    Output echoed =
        Conditions.await(
            clientNow()
                .subprocesses()
                .createSubprocessExec(cat)
                .thenCompose(child -> child.communicate(bytes("hotloop"))));
    assertEquals("hotloop", new String(echoed.stdout(), StandardCharsets.UTF_8));

    clientNow().runtime().unpinEventLoopPolicy();
    bundles.stop(PROACTOR);
    awaitMainLoop(SELECTOR_LOOP);
    bundles.start(PROACTOR);
  }

  /** A main loop stays with the policy that made it while that is there. */
  private void leaveTheMainLoopToTheElected() throws Exception {
    bundles.stop(LOOP);
    bundles.start(LOOP);
  }

  private void awaitMainLoop(String type) {
    Conditions.await(type, () -> mainLoopType().equals(Optional.of(type)));
    Conditions.await("the client is back", () -> service(Client.class).isPresent());
  }

  private Optional<String> mainLoopType() {
    return service(EventLoopRuntime.class)
        .map(EventLoopRuntime::snapshot)
        .flatMap(ProactorIT::runningMainLoop);
  }

  private static Optional<String> runningMainLoop(RuntimeDTO runtime) {
    return runtime.loops.stream()
        .filter(loop -> loop.name.equals("main") && loop.running)
        .map(loop -> loop.type)
        .findFirst();
  }

  /** The one that is made anew with the main loop. */
  private Client clientNow() {
    return service(Client.class).orElseThrow();
  }

  private <S> Optional<S> service(Class<S> type) {
    ServiceReference<S> reference = context.getServiceReference(type);
    return Optional.ofNullable(reference).map(context::getService);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
