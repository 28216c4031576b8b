package org.hotloop.loop.internal.stream;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.transport.WriteBufferLimits;
import org.hotloop.transport.WriteTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportStreamWriterTest {

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final Stages stages = new Stages(loop);
  private final ClosableTransport transport = new ClosableTransport();
  private final TransportStreamWriter writer = new TransportStreamWriter(stages);

  TransportStreamWriterTest() {
    writer.connect(transport);
  }

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void drain_completes_at_once_below_the_mark() {
    assertTrue(run(writer.drain()).isDone());
  }

  @Test
  void drain_waits_above_the_mark_until_the_low_one() {
    writer.pauseWriting();
    CompletableFuture<Void> first = run(writer.drain());
    CompletableFuture<Void> second = run(writer.drain());
    assertFalse(first.isDone() || second.isDone());
    writer.resumeWriting();
    assertTrue(first.isDone() && second.isDone());
  }

  @Test
  void a_broken_pipe_fails_who_drains_now_or_later_and_who_waits_for_the_close() {
    writer.pauseWriting();
    CompletableFuture<Void> waiting = run(writer.drain());
    IOException broken = new IOException("EPIPE");
    writer.lost(Optional.of(broken));
    assertFailure(waiting);
    assertFailure(run(writer.drain()));
    assertFailure(run(writer.waitClosed()));
    assertTrue(writer.isClosing());
  }

  @Test
  void a_pipe_that_the_write_found_broken_fails_the_drain_behind_it() {
    CompletableFuture<Void> drain = writer.drain().toCompletableFuture();
    transport.closing = true;
    loop.callSoon(() -> writer.lost(Optional.of(new IOException("EPIPE"))));
    run(drain);
    assertFailure(run(drain));
  }

  @Test
  void bytes_written_after_the_end_fail_who_asks_how_it_went() {
    transport.closing = true;
    writer.write(new byte[] {1});
    assertFailure(run(writer.drain()));
    CompletableFuture<Void> closed = run(writer.waitClosed());
    assertFalse(closed.isDone());
    writer.lost(Optional.empty());
    assertFailure(closed);
    assertFailure(run(writer.waitClosed()));
  }

  @Test
  void what_broke_the_stream_is_told_also_to_who_wrote_too_late() {
    IOException broken = new IOException("EPIPE");
    transport.closing = true;
    writer.write(new byte[] {1});
    CompletableFuture<Void> closed = run(writer.waitClosed());
    writer.lost(Optional.of(broken));
    writer.write(new byte[] {1});
    assertSame(broken, assertThrows(CompletionException.class, closed::join).getCause());
    CompletableFuture<Void> later = run(writer.waitClosed());
    assertSame(broken, assertThrows(CompletionException.class, later::join).getCause());
  }

  @Test
  void after_a_regular_end_waiting_for_the_close_succeeds_and_draining_fails() {
    CompletableFuture<Void> closed = run(writer.waitClosed());
    assertFalse(closed.isDone());
    writer.lost(Optional.empty());
    assertTrue(closed.isDone() && !closed.isCompletedExceptionally());
    assertFailure(run(writer.drain()));
  }

  @Test
  void cancelling_one_wait_for_the_close_leaves_the_other() {
    CompletableFuture<Void> first = run(writer.waitClosed());
    CompletableFuture<Void> second = run(writer.waitClosed());
    first.cancel(false);
    writer.lost(Optional.empty());
    assertTrue(second.isDone() && !second.isCompletedExceptionally());
  }

  @Test
  void once_its_owner_is_gone_nothing_completes() {
    writer.pauseWriting();
    CompletableFuture<Void> drain = run(writer.drain());
    CompletableFuture<Void> closed = run(writer.waitClosed());
    stages.silence();
    writer.abandon();
    writer.resumeWriting();
    writer.lost(Optional.empty());
    assertFalse(drain.isDone() || closed.isDone() || run(writer.drain()).isDone());
  }

  private <T> CompletableFuture<T> run(CompletionStage<T> stage) {
    loop.stop();
    loop.runForever();
    return stage.toCompletableFuture();
  }

  private static void assertFailure(CompletableFuture<Void> stage) {
    assertInstanceOf(
        IOException.class, assertThrows(CompletionException.class, stage::join).getCause());
  }

  /** A pipe that only knows whether it is closing. */
  private static final class ClosableTransport implements WriteTransport {

    private boolean closing;

    @Override
    public void write(ByteBuffer data) {
      data.position(data.limit());
    }

    @Override
    public long getWriteBufferSize() {
      return 0;
    }

    @Override
    public WriteBufferLimits getWriteBufferLimits() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean canWriteEof() {
      return true;
    }

    @Override
    public void setWriteBufferLimits(long low, long high) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void writeEof() {
      closing = true;
    }

    @Override
    public void abort() {
      closing = true;
    }

    @Override
    public void close() {
      closing = true;
    }

    @Override
    public boolean isClosing() {
      return closing;
    }
  }
}
