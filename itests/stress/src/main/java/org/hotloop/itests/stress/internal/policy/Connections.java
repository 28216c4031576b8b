package org.hotloop.itests.stress.internal.policy;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hotloop.EventLoop;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;

/**
 * Connections to a server that repeats what it hears, both ends on the loop. Each is closed after a
 * while and followed by another, so that all policies have made some.
 */
final class Connections implements Load {

  private static final int COUNT = 50;
  private static final int LEAST_MESSAGES = 50;
  private static final int MOST_MESSAGES = 200;
  private static final int CHUNK = 4_096;

  private final EventLoop loop;
  private final Findings findings;
  private final List<Dialogue> dialogues;

  /** The loop's thread only. */
  private final RandomGenerator random;

  Connections(EventLoop loop, Findings findings, RandomGenerator random) {
    this.loop = loop;
    this.findings = findings;
    this.random = random;
    dialogues =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(number -> new Dialogue(findings, "connection " + number))
            .toList();
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.supplyAsync(() -> serve(wanted), loop).thenCompose(over -> over);
  }

  private CompletableFuture<Void> serve(BooleanSupplier wanted) {
    return loop.startServer(this::repeat, ServerSpec.on("127.0.0.1", 0))
        .thenCompose(server -> connect(server, wanted))
        .exceptionally(
            failure -> {
              findings.add(Kind.BROKEN, "the server: " + failure);
              return null;
            });
  }

  private void repeat(StreamReader reader, StreamWriter writer) {
    reader
        .read(CHUNK)
        .whenComplete(
            (bytes, failure) -> {
              if (failure != null) {
                findings.add(Kind.BROKEN, "an accepted connection: " + failure);
              }
              if (failure != null || bytes.length == 0) {
                writer.close();
              } else {
                writer.write(bytes);
                writer.drain().thenRun(() -> repeat(reader, writer));
              }
            });
  }

  private CompletableFuture<Void> connect(Server server, BooleanSupplier wanted) {
    SocketAddress address = server.getAddresses().get(0);
    return CompletableFuture.allOf(
            dialogues.stream()
                .map(dialogue -> keepTalking(address, dialogue, wanted))
                .toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            over -> {
              server.close();
              return server.waitClosed();
            });
  }

  private CompletableFuture<Void> keepTalking(
      SocketAddress address, Dialogue dialogue, BooleanSupplier wanted) {
    if (!wanted.getAsBoolean()) {
      return CompletableFuture.completedFuture(null);
    }
    return loop.openConnection(ConnectionSpec.to(address))
        .thenCompose(connection -> talk(connection, dialogue, wanted))
        .handle(
            (over, failure) -> {
              if (failure != null) {
                dialogue.broke(failure);
                return CompletableFuture.<Void>completedFuture(null);
              }
              return keepTalking(address, dialogue, wanted);
            })
        .thenCompose(next -> next);
  }

  private CompletableFuture<Void> talk(
      StreamConnection connection, Dialogue dialogue, BooleanSupplier wanted) {
    StreamWriter writer = connection.writer();
    return new Talk(loop, connection.reader(), writer, dialogue, random)
        .begin(random.nextInt(LEAST_MESSAGES, MOST_MESSAGES), wanted)
        .whenComplete((over, failure) -> writer.close())
        .thenCompose(over -> writer.waitClosed());
  }

  long count() {
    return dialogues.stream().mapToLong(Dialogue::said).sum();
  }

  @Override
  public void judge() {
    dialogues.forEach(Dialogue::judge);
  }
}
