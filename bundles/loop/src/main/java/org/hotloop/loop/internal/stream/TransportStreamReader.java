package org.hotloop.loop.internal.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.loop.internal.stream.Delivery.Array;
import org.hotloop.loop.internal.stream.Delivery.Into;
import org.hotloop.loop.internal.transport.OwnRoom;
import org.hotloop.stream.IncompleteReadException;
import org.hotloop.stream.StreamBusyException;
import org.hotloop.stream.StreamReader;
import org.hotloop.transport.ReadTransport;

/**
 * asyncio's {@code StreamReader} over a transport: what the protocol is fed waits here for who
 * reads. While somebody waits for more the transport reads; else it pauses above twice the limit
 * and goes on at the limit. The protocol's side of it belongs to the loop's thread.
 */
public final class TransportStreamReader implements StreamReader, OwnRoom {

  private final Stages stages;
  private final int limit;
  private final Store store;
  private ReadTransport transport;
  private Pending<?> pending;

  /** Reads that were asked for on the loop's thread, and whose turn has not come. */
  private int queued;

  private Runnable capture; // null while there is none
  private boolean ended;
  private Optional<Throwable> failure = Optional.empty();
  private volatile boolean atEof;

  /**
   * Not connected yet.
   *
   * @param limit in bytes: the longest line, and half of what is kept for who does not read
   */
  public TransportStreamReader(Stages stages, int limit) {
    this(stages, limit, Store.MOST);
  }

  /** With room for {@code most} bytes. */
  TransportStreamReader(Stages stages, int limit, int most) {
    this.stages = stages;
    this.limit = limit;
    store = new Store(most);
  }

  @Override
  public CompletionStage<byte[]> read(int max) {
    return request(Demand.upTo(max));
  }

  @Override
  public CompletionStage<Integer> readInto(ByteBuffer target) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("nothing can be read into a read-only buffer");
    }
    return request(Demand.upTo(target.remaining()), new Into(target));
  }

  @Override
  public CompletionStage<byte[]> readAll() {
    return request(Demand.all());
  }

  @Override
  public CompletionStage<byte[]> readExactly(int count) {
    return request(Demand.exactly(count));
  }

  @Override
  public CompletionStage<byte[]> readLine() {
    return request(UntilSeparator.line(limit));
  }

  @Override
  public CompletionStage<byte[]> readUntil(byte[] separator) {
    return request(UntilSeparator.separator(separator, limit));
  }

  @Override
  public boolean atEof() {
    return atEof;
  }

  /** The transport is there. */
  public void connect(ReadTransport connected) {
    transport = connected;
  }

  /** The transport brought {@code data}, which is copied; dropped after the end. */
  public void feed(ByteBuffer data) {
    if (!ended) {
      store.append(data);
      advance();
    }
  }

  /** Who reads into direct memory, and waits, gets his bytes straight from the kernel. */
  @Override
  public Optional<ByteBuffer> room() {
    return pending == null || pending.stage().isDone() || !store.queue().isEmpty()
        ? Optional.empty()
        : pending.delivery().room().filter(ByteBuffer::isDirect);
  }

  @Override
  public void filled(int count) {
    conclude(pending, count, Optional.empty());
    regulate();
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
    capture = null;
    store.clear();
    regulate();
  }

  /**
   * Raises unless nobody reads.
   *
   * @throws StreamBusyException when somebody does
   */
  public void requireIdle() {
    if (capture != null) {
      throw new StreamBusyException("communicate is reading; wait for it, or cancel it first");
    }
    if (isBusy()) {
      throw new StreamBusyException("another read is under way; chain the next one to it");
    }
  }

  /** Whether somebody reads. */
  private boolean isBusy() {
    return capture != null || (pending != null && !pending.stage().isDone());
  }

  /**
   * Raises unless everything that came was read, and nobody reads.
   *
   * @throws IllegalStateException when something is here
   */
  void requireNothingHere() {
    requireIdle();
    if (store.queue().size() > 0) {
      throw new IllegalStateException(
          "%d bytes came before, and nobody has read them".formatted(store.queue().size()));
    }
  }

  /**
   * Reads all that comes, and keeps it here, until it is released or taken. Only when idle.
   *
   * @param bound how many bytes to keep at most, from the first one on; empty is all
   * @param onEnd called when more has come to an end: the stream, or what can be kept of it
   */
  public void capture(OptionalLong bound, Runnable onEnd) {
    pending = null;
    capture = onEnd;
    store.bound(bound);
    regulate();
  }

  /** Whether nothing more comes. */
  public boolean isEnded() {
    return ended;
  }

  /** Why a capture has failed; bytes that its bound dropped are no failure. */
  public Optional<Throwable> captureFailure() {
    return failure.or(store::overflow);
  }

  /** What a capture has so far. */
  public Captured captured() {
    return store.captured();
  }

  /** Ends a capture. What it kept is here to be read. */
  public void release() {
    capture = null;
    store.bound(OptionalLong.empty());
    regulate();
  }

  /** Ends a capture, and takes what it kept. */
  public Captured take() {
    Captured taken = store.captured();
    store.clear();
    release();
    return taken;
  }

  /** Undoes the last {@link #take}; nothing can have come since. */
  public void restore(Captured taken) {
    store.restore(taken);
    regulate();
  }

  private CompletableFuture<byte[]> request(Demand demand) {
    return request(demand, Array.INSTANCE);
  }

  /** A read that has to wait begins at once; what completes a stage has its turn on the loop. */
  private <T> CompletableFuture<T> request(Demand demand, Delivery<T> delivery) {
    if (!stages.areOnLoop()) {
      return stages.request(stage -> begin(new Pending<>(stage, demand, delivery)));
    }
    if (hasToWait(demand)) {
      Pending<T> read = new Pending<>(stages.create(), demand, delivery);
      pending = read;
      regulate();
      return read.stage();
    }
    queued++;
    return stages.request(
        stage -> {
          queued--;
          begin(new Pending<>(stage, demand, delivery));
        });
  }

  private boolean hasToWait(Demand demand) {
    if (ended || queued > 0 || isBusy() || broken().isPresent()) {
      return false;
    }
    try {
      return demand.measure(store.queue(), false).isEmpty();
    } catch (IOException e) {
      return false; // it is told so when it has its turn
    }
  }

  private void begin(Pending<?> read) {
    try {
      requireIdle();
    } catch (StreamBusyException e) {
      stages.fail(read.stage(), e);
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
    if (capture != null && (ended || captureFailure().isPresent())) {
      capture.run();
    }
  }

  private Optional<Throwable> broken() {
    return store.gap().or(this::captureFailure);
  }

  private void serve(Pending<?> read) {
    if (read.stage().isDone()) {
      pending = null; // cancelled: whoever reads next gets the bytes
      return;
    }
    Optional<Throwable> broken = broken();
    try {
      OptionalInt count = read.demand().measure(store.queue(), ended && broken.isEmpty());
      if (count.isPresent()) {
        conclude(read, count.getAsInt(), Optional.empty());
      } else if (broken.isPresent()) {
        conclude(read, 0, broken);
      }
    } catch (IncompleteReadException e) {
      conclude(read, store.queue().size(), Optional.of(e));
    } catch (IOException e) {
      conclude(read, 0, Optional.of(e));
    }
  }

  /** The read is over, and took {@code count} bytes unless it was cancelled in this moment. */
  private <T> void conclude(Pending<T> read, int count, Optional<Throwable> cause) {
    pending = null;
    T taken = read.delivery().take(store.queue(), count);
    regulate(); // before the completion, whose continuations may ask atEof()
    boolean told =
        cause.isPresent()
            ? stages.fail(read.stage(), cause.get())
            : stages.complete(read.stage(), taken);
    if (!told) {
      read.delivery().giveBack(store.queue(), taken);
    }
  }

  private void regulate() {
    int size = store.queue().size();
    atEof = ended && size == 0;
    if (transport == null) {
      return;
    }
    if (pending != null || capture != null || size <= limit) {
      transport.resumeReading();
    } else if (size > 2 * limit) {
      transport.pauseReading();
    }
  }

  /** A read that waits. */
  private record Pending<T>(CompletableFuture<T> stage, Demand demand, Delivery<T> delivery) {}
}
