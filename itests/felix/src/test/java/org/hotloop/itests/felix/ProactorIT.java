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
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.Output;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
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

  @Test
  public void connectionsOfBothLoopsLiveThroughMovesInEachDirection_O9() throws Exception {
    Server selectors = onLoop(this::echoServer);
    StreamConnection first = onLoop(() -> connect(selectors));
    client.runtime().pinEventLoopPolicy("proactor");
    assertEquals("in its grace period", echo(first, "in its grace period"));
    Server proactors = onLoop(this::echoServer);
    StreamConnection second = onLoop(() -> connect(proactors));
    client.runtime().unpinEventLoopPolicy();
    assertEquals("back in time", echo(first, "back in time"));
    assertEquals("elsewhere", echo(second, "elsewhere"));
    client.runtime().pinEventLoopPolicy("proactor");
    assertEquals("at home", echo(second, "at home"));
    assertEquals("once more", echo(first, "once more"));

    onLoop(() -> end(first, selectors));
    onLoop(() -> end(second, proactors));
    client.runtime().unpinEventLoopPolicy();
  }

  private CompletionStage<Server> echoServer() {
    return client.loop().startServer(ProactorIT::sendBack, ServerSpec.on("127.0.0.1", 0));
  }

  private static void sendBack(StreamReader reader, StreamWriter writer) {
    reader
        .readLine()
        .thenAccept(
            line -> {
              writer.write(line);
              if (line.length > 0) {
                sendBack(reader, writer);
              } else {
                writer.close();
              }
            });
  }

  private CompletionStage<StreamConnection> connect(Server server) {
    return client.loop().openConnection(ConnectionSpec.to(server.getAddresses().get(0)));
  }

  private static CompletionStage<Void> end(StreamConnection connection, Server server) {
    connection.writer().close();
    server.close();
    return server.waitClosed();
  }

  private String echo(StreamConnection connection, String line) throws Exception {
    byte[] answer =
        onLoop(
            () -> {
              connection.writer().write((line + "\n").getBytes(StandardCharsets.UTF_8));
              return connection.reader().readLine();
            });
    return new String(answer, StandardCharsets.UTF_8).stripTrailing();
  }

  private <T> T onLoop(Supplier<CompletionStage<T>> work) throws Exception {
    return Conditions.await(
        CompletableFuture.supplyAsync(work, client.loop()).thenCompose(Function.identity()));
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
