package org.hotloop.itests.stress.internal.policy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.hotloop.EventLoop;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;

/** Says one message after the other to one who repeats it, with pauses. On the loop's thread. */
final class Talk {

  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final EventLoop loop;
  private final StreamReader reader;
  private final StreamWriter writer;
  private final Dialogue dialogue;
  private final RandomGenerator random;
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  Talk(
      EventLoop loop,
      StreamReader reader,
      StreamWriter writer,
      Dialogue dialogue,
      RandomGenerator random) {
    this.loop = loop;
    this.reader = reader;
    this.writer = writer;
    this.dialogue = dialogue;
    this.random = random;
  }

  /**
   * Says that many messages while they are wanted.
   *
   * @return complete when the last was answered; fails when the talk breaks
   */
  CompletableFuture<Void> begin(int messages, BooleanSupplier wanted) {
    if (messages == 0 || !wanted.getAsBoolean()) {
      over.complete(null);
      return over;
    }
    byte[] message = dialogue.next();
    writer.write(message);
    reader
        .readExactly(message.length)
        .whenComplete(
            (echo, failure) -> {
              if (failure == null) {
                dialogue.heard(echo);
                loop.callLater(pause(), () -> begin(messages - 1, wanted));
              } else {
                over.completeExceptionally(failure);
              }
            });
    return over;
  }

  private Duration pause() {
    return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
  }
}
