package org.hotloop.itests.stress.internal.policy;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hotloop.EventLoop;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ConnectionSpec;

/**
 * Connections to a server that repeats what it hears, both ends on the loop. Each is closed after a
 * while and followed by another, so that all policies have made some; one that a move has ended,
 * too.
 */
final class Connections implements Load {

  private static final int COUNT = 50;
  private static final int LEAST_MESSAGES = 50;
  private static final int MOST_MESSAGES = 200;
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final EventLoop loop;
  private final Lines lines;
  private final List<Dialogue> dialogues;

  /** The loop's thread only. */
  private final RandomGenerator random;

  Connections(EventLoop loop, Findings findings, RandomGenerator random) {
    this.loop = loop;
    this.random = random;
    lines = new Lines(findings);
    dialogues =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(number -> new Dialogue(findings, "connection " + number))
            .toList();
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.supplyAsync(() -> talkAll(wanted), loop).thenCompose(over -> over);
  }

  private CompletableFuture<Void> talkAll(BooleanSupplier wanted) {
    Repeater repeater = new Repeater(loop, lines);
    repeater.open();
    return CompletableFuture.allOf(
            dialogues.stream()
                .map(dialogue -> keepTalking(repeater, dialogue, wanted))
                .toArray(CompletableFuture<?>[]::new))
        .thenCompose(over -> repeater.close());
  }

  private CompletableFuture<Void> keepTalking(
      Repeater repeater, Dialogue dialogue, BooleanSupplier wanted) {
    if (!wanted.getAsBoolean()) {
      return CompletableFuture.completedFuture(null);
    }
    return connect(repeater)
        .thenCompose(
            connected ->
                connected
                    .map(connection -> talk(connection, dialogue, wanted))
                    .orElseGet(() -> CompletableFuture.completedFuture(null)))
        .thenCompose(over -> pause())
        .thenCompose(over -> keepTalking(repeater, dialogue, wanted));
  }

  /** Empty where a move came between. */
  private CompletableFuture<Optional<StreamConnection>> connect(Repeater repeater) {
    return repeater
        .address()
        .thenCompose(
            address ->
                address
                    .map(known -> connect(repeater, known))
                    .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
  }

  private CompletableFuture<Optional<StreamConnection>> connect(
      Repeater repeater, SocketAddress address) {
    return loop.openConnection(ConnectionSpec.to(address))
        .handle((made, failure) -> made(repeater, address, made, failure));
  }

  private Optional<StreamConnection> made(
      Repeater repeater, SocketAddress address, StreamConnection made, Throwable failure) {
    if (failure == null) {
      return Optional.of(made);
    }
    if (repeater.serves(address)) {
      lines.notConnected(address, failure);
    } else {
      lines.tooLate();
    }
    return Optional.empty();
  }

  private CompletableFuture<Void> talk(
      StreamConnection connection, Dialogue dialogue, BooleanSupplier wanted) {
    StreamWriter writer = connection.writer();
    Line line = lines.client(writer);
    return new Talk(loop, connection.reader(), writer, dialogue, random)
        .begin(random.nextInt(LEAST_MESSAGES, MOST_MESSAGES), wanted)
        .handle((over, failure) -> Optional.ofNullable(failure))
        .thenCompose(
            failure -> {
              failure.ifPresent(early -> dialogue.cutOff());
              return Ending.of(writer, failure);
            })
        .thenAccept(line::clientEnded)
        .thenCompose(ended -> line.over());
  }

  private CompletableFuture<Void> pause() {
    CompletableFuture<Void> over = loop.createFuture();
    loop.callLater(
        Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)), () -> over.complete(null));
    return over;
  }

  long count() {
    return dialogues.stream().mapToLong(Dialogue::said).sum();
  }

  /** How many connections and servers moves have ended. */
  long ended() {
    return lines.countOfEnded();
  }

  @Override
  public void judge() {
    dialogues.forEach(Dialogue::judge);
    lines.judge();
  }
}
