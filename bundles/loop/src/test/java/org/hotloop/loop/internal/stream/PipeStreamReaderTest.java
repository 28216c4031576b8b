package org.hotloop.loop.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.transport.ReadTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipeStreamReaderTest {

  private static final int LIMIT = PipeStreamReader.LIMIT;

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final Stages stages = new Stages(loop);
  private final SwitchedTransport transport = new SwitchedTransport();
  private final PipeStreamReader reader = new PipeStreamReader(stages);

  PipeStreamReaderTest() {
    reader.connect(transport);
  }

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void read_gives_what_is_there_and_no_more_than_asked_for() {
    feed("hello");
    assertEquals("hel", text(reader.read(3)));
    assertEquals("lo", text(reader.read(3)));
  }

  @Test
  void read_waits_for_data_and_is_empty_at_the_end() {
    CompletableFuture<byte[]> read = run(reader.read(10));
    assertFalse(read.isDone());
    feed("x");
    assertEquals("x", new String(read.join(), UTF_8));
    reader.end(Optional.empty());
    assertEquals("", text(reader.read(10)));
    assertTrue(reader.atEof());
  }

  @Test
  void read_all_waits_for_the_end() {
    CompletableFuture<byte[]> all = run(reader.readAll());
    feed("a");
    feed("b");
    assertFalse(all.isDone());
    reader.end(Optional.empty());
    assertEquals("ab", new String(all.join(), UTF_8));
  }

  @Test
  void read_exactly_leaves_the_bytes_there_when_the_stream_ends_before() {
    feed("abc");
    reader.end(Optional.empty());
    assertFailure(EOFException.class, reader.readExactly(4));
    assertEquals("abc", text(reader.readExactly(3)));
  }

  @Test
  void lines_keep_their_newline_and_the_last_one_has_none() {
    feed("one\ntwo");
    reader.end(Optional.empty());
    assertEquals("one\n", text(reader.readLine()));
    assertFalse(reader.atEof());
    assertEquals("two", text(reader.readLine()));
    assertEquals("", text(reader.readLine()));
  }

  @Test
  void a_line_longer_than_the_limit_fails_and_its_bytes_stay() {
    feed("x".repeat(LIMIT + 1));
    assertFailure(IOException.class, reader.readLine());
    feed("\n");
    assertFailure(IOException.class, reader.readLine());
    assertEquals(LIMIT + 2, run(reader.read(2 * LIMIT)).join().length);
  }

  @Test
  void a_second_read_beside_the_first_is_refused_and_the_first_goes_on() {
    CompletableFuture<byte[]> first = run(reader.read(1));
    assertFailure(IllegalStateException.class, reader.read(1));
    feed("a");
    assertArrayEquals(new byte[] {'a'}, first.join());
  }

  @Test
  void a_cancelled_read_loses_nothing() {
    run(reader.readExactly(2)).cancel(false);
    feed("abc");
    assertEquals("abc", text(reader.read(10)));
  }

  @Test
  void the_pipe_is_paused_above_twice_the_limit_and_resumed_at_the_limit() {
    feed("x".repeat(2 * LIMIT));
    assertTrue(transport.reading);
    feed("x");
    assertFalse(transport.reading);
    run(reader.readExactly(LIMIT));
    assertFalse(transport.reading);
    run(reader.readExactly(1));
    assertTrue(transport.reading);
  }

  @Test
  void who_waits_for_more_than_twice_the_limit_gets_it() {
    CompletableFuture<byte[]> read = run(reader.readExactly(5 * LIMIT));
    for (int part = 0; part < 5; part++) {
      assertTrue(transport.reading);
      feed("x".repeat(LIMIT));
    }
    assertEquals(5 * LIMIT, read.join().length);
  }

  @Test
  void bytes_that_came_before_a_failure_are_read_before_it() {
    feed("a");
    reader.end(Optional.of(new IOException("broken")));
    assertEquals("a", text(reader.read(1)));
    assertFailure(IOException.class, reader.read(1));
    assertFailure(IOException.class, reader.readAll());
  }

  @Test
  void reading_on_from_inside_a_completion_does_not_deepen_the_stack() throws Exception {
    int lines = 50_000;
    feed("\n".repeat(lines));
    reader.end(Optional.empty());
    assertEquals(lines, loop.runUntilComplete(countLines(0)));
  }

  @Test
  void once_its_owner_is_gone_no_read_completes_and_the_pipe_is_drained() {
    CompletableFuture<byte[]> before = run(reader.read(1));
    feed("x".repeat(1));
    assertTrue(before.isDone());
    CompletableFuture<byte[]> waiting = run(reader.read(1));
    stages.silence();
    reader.abandon();
    feed("x".repeat(3 * LIMIT));
    reader.end(Optional.empty());
    assertFalse(waiting.isDone());
    assertFalse(run(reader.read(1)).isDone());
    assertTrue(transport.reading);
  }

  @Test
  void on_a_closed_loop_a_read_fails() {
    loop.close();
    CompletableFuture<byte[]> read = reader.read(1).toCompletableFuture();
    assertInstanceOf(
        EventLoopClosedException.class,
        assertThrows(CompletionException.class, read::join).getCause());
  }

  private CompletionStage<Integer> countLines(int count) {
    return reader
        .readLine()
        .thenCompose(
            line ->
                line.length == 0
                    ? CompletableFuture.completedFuture(count)
                    : countLines(count + 1));
  }

  private void feed(String text) {
    reader.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private String text(CompletionStage<byte[]> read) {
    return new String(run(read).join(), UTF_8);
  }

  /** Lets the loop begin the read; it may go on waiting. */
  private <T> CompletableFuture<T> run(CompletionStage<T> stage) {
    loop.stop();
    loop.runForever();
    return stage.toCompletableFuture();
  }

  private void assertFailure(Class<? extends Throwable> type, CompletionStage<byte[]> read) {
    CompletableFuture<byte[]> future = run(read);
    assertInstanceOf(type, assertThrows(CompletionException.class, future::join).getCause());
  }

  /** A pipe that only knows whether it is read. */
  private static final class SwitchedTransport implements ReadTransport {

    private boolean reading = true;

    @Override
    public void pauseReading() {
      reading = false;
    }

    @Override
    public void resumeReading() {
      reading = true;
    }

    @Override
    public boolean isReading() {
      return reading;
    }

    @Override
    public void close() {
      reading = false;
    }

    @Override
    public boolean isClosing() {
      return false;
    }
  }
}
