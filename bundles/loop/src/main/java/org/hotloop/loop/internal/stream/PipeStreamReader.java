package org.hotloop.loop.internal.stream;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.stream.StreamReader;
import org.hotloop.transport.ReadTransport;

/**
 * asyncio's {@code StreamReader} over a pipe: what the protocol is fed waits here for who reads.
 * While somebody waits for more the transport reads; else it pauses above twice the limit and goes
 * on at the limit. The protocol's side of it belongs to the loop's thread.
 */
public final class PipeStreamReader implements StreamReader {

  /** asyncio's, in bytes: the longest line, and half of what is kept for who does not read. */
  static final int LIMIT = 64 * 1024;

  private final Stages stages;
  private final ByteQueue queue = new ByteQueue();
  private ReadTransport transport;
  private Pending pending;
  private boolean ended;
  private Optional<Throwable> failure = Optional.empty();
  private volatile boolean atEof;

  /** Not connected yet. */
  public PipeStreamReader(Stages stages) {
    this.stages = stages;
  }

  @Override
  public CompletionStage<byte[]> read(int max) {
    requireNotNegative("max", max);
    return request(
        (bytes, end) ->
            !bytes.isEmpty() || end || max == 0
                ? OptionalInt.of(Math.min(max, bytes.size()))
                : OptionalInt.empty());
  }

  @Override
  public CompletionStage<byte[]> readAll() {
    return request((bytes, end) -> end ? OptionalInt.of(bytes.size()) : OptionalInt.empty());
  }

  @Override
  public CompletionStage<byte[]> readExactly(int count) {
    requireNotNegative("count", count);
    return request((bytes, end) -> measureExactly(bytes, end, count));
  }

  @Override
  public CompletionStage<byte[]> readLine() {
    return request(PipeStreamReader::measureLine);
  }

  @Override
  public boolean atEof() {
    return atEof;
  }

  /** The pipe is there. */
  public void connect(ReadTransport pipe) {
    transport = pipe;
  }

  /** The pipe brought {@code data}, which is copied; dropped after the end. */
  public void feed(ByteBuffer data) {
    if (!ended) {
      queue.append(data);
      advance();
    }
  }

  /** Nothing more comes; with a cause, reads that would wait for more fail with it. */
  public void end(Optional<Throwable> cause) {
    if (!ended) {
      ended = true;
      failure = cause;
      advance();
    }
  }

  /** Nobody reads any more: forgets who waits, and drops what is here and what comes. */
  public void abandon() {
    ended = true;
    pending = null;
    queue.clear();
    regulate();
  }

  private CompletableFuture<byte[]> request(Demand demand) {
    return stages.request(stage -> begin(new Pending(stage, demand)));
  }

  private void begin(Pending read) {
    if (pending != null && !pending.stage().isDone()) {
      stages.fail(
          read.stage(),
          new IllegalStateException("another read is under way; chain the next one to it"));
      return;
    }
    pending = read;
    advance();
  }

  private void advance() {
    if (pending != null) {
      serve(pending);
    }
    regulate();
  }

  private void serve(Pending read) {
    try {
      OptionalInt count =
          read.stage().isDone()
              ? OptionalInt.of(0) // cancelled: whoever reads next gets the bytes
              : read.demand().measure(queue, ended && failure.isEmpty());
      if (count.isPresent()) {
        pending = null;
        deliver(read.stage(), count.getAsInt());
      } else if (failure.isPresent()) {
        pending = null;
        stages.fail(read.stage(), failure.get());
      }
    } catch (IOException e) {
      pending = null;
      stages.fail(read.stage(), e);
    }
  }

  private void deliver(CompletableFuture<byte[]> stage, int count) {
    byte[] taken = queue.take(count);
    regulate(); // before the completion, whose continuations may ask atEof()
    if (!stages.complete(stage, taken)) {
      queue.giveBack(count);
    }
  }

  private void regulate() {
    atEof = ended && queue.isEmpty();
    if (transport == null) {
      return;
    }
    if (pending != null || queue.size() <= LIMIT) {
      transport.resumeReading();
    } else if (queue.size() > 2 * LIMIT) {
      transport.pauseReading();
    }
  }

  private static OptionalInt measureExactly(ByteQueue bytes, boolean end, int count)
      throws EOFException {
    if (bytes.size() >= count) {
      return OptionalInt.of(count);
    }
    if (end) {
      throw new EOFException(
          "the stream ended after %d of %d bytes".formatted(bytes.size(), count));
    }
    return OptionalInt.empty();
  }

  private static OptionalInt measureLine(ByteQueue bytes, boolean end) throws IOException {
    OptionalInt newline = bytes.indexOf((byte) '\n');
    int known = newline.isPresent() ? newline.getAsInt() + 1 : bytes.size();
    if (known > LIMIT) {
      throw new IOException("a line is longer than the limit of %d bytes".formatted(LIMIT));
    }
    return newline.isPresent() || end ? OptionalInt.of(known) : OptionalInt.empty();
  }

  private static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is negative: " + value);
    }
  }

  /** How many bytes a read takes now; empty when it has to wait. */
  @FunctionalInterface
  private interface Demand {
    OptionalInt measure(ByteQueue bytes, boolean end) throws IOException;
  }

  /** A read that waits. */
  private record Pending(CompletableFuture<byte[]> stage, Demand demand) {}
}
