package org.hotloop.loop.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.stream.IncompleteReadException;
import org.hotloop.stream.LimitOverrunException;
import org.hotloop.stream.StreamBusyException;
import org.hotloop.transport.ReadTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransportStreamReaderTest {

  private static final int LIMIT = 64 * 1024;

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final Stages stages = new Stages(loop);
  private final SwitchedTransport transport = new SwitchedTransport();
  private final TransportStreamReader reader = new TransportStreamReader(stages, LIMIT);

  TransportStreamReaderTest() {
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
  void an_incomplete_read_carries_what_there_was() {
    feed("abc");
    reader.end(Optional.empty());
    IncompleteReadException incomplete =
        assertFailure(IncompleteReadException.class, reader.readExactly(4));
    assertEquals("abc", new String(incomplete.partial(), UTF_8));
    assertEquals(OptionalInt.of(4), incomplete.expected());
    assertTrue(reader.atEof());
    assertEquals("", text(reader.read(1)));
  }

  @Test
  void an_incomplete_read_that_was_cancelled_takes_nothing() {
    feed("abc");
    CompletableFuture<byte[]> exactly = run(reader.readExactly(4));
    exactly.cancel(false);
    reader.end(Optional.empty());
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
  void a_line_may_be_as_long_as_the_limit() {
    feed("x".repeat(LIMIT) + "\n");
    assertEquals(LIMIT + 1, run(reader.readLine()).join().length);
  }

  @Test
  void a_line_longer_than_the_limit_fails_and_its_bytes_stay() {
    feed("x".repeat(LIMIT + 1));
    LimitOverrunException overrun = assertFailure(LimitOverrunException.class, reader.readLine());
    assertEquals(LIMIT + 1, overrun.consumed());
    feed("\n");
    assertFailure(LimitOverrunException.class, reader.readLine());
    assertEquals(LIMIT + 2, run(reader.read(2 * LIMIT)).join().length);
  }

  @Test
  void read_until_finds_a_separator_that_comes_in_parts() {
    CompletableFuture<byte[]> until = run(reader.readUntil(bytes("==>")));
    for (String part : List.of("a=", "==", "=", ">b")) {
      assertFalse(until.isDone());
      feed(part);
    }
    assertTrue(until.isDone());
    assertEquals("a====>", new String(until.join(), UTF_8));
    assertEquals("b", text(reader.read(9)));
  }

  @Test
  void read_until_without_a_separator_is_incomplete_and_too_much_before_it_an_overrun() {
    feed("x".repeat(LIMIT + 2));
    LimitOverrunException overrun =
        assertFailure(LimitOverrunException.class, reader.readUntil(bytes("--")));
    assertEquals(LIMIT + 1, overrun.consumed()); // the last one may begin a separator
    run(reader.readExactly(LIMIT)).join();
    reader.end(Optional.empty());
    IncompleteReadException incomplete =
        assertFailure(IncompleteReadException.class, reader.readUntil(bytes("--")));
    assertEquals("xx", new String(incomplete.partial(), UTF_8));
    assertEquals(OptionalInt.empty(), incomplete.expected());
    assertTrue(reader.atEof());
  }

  @Test
  void nonsense_is_refused_before_anything_happens() {
    assertThrows(IllegalArgumentException.class, () -> reader.readUntil(new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> reader.read(-1));
    assertThrows(IllegalArgumentException.class, () -> reader.readExactly(-1));
  }

  @Test
  void a_second_read_beside_the_first_is_refused_and_the_first_goes_on() {
    CompletableFuture<byte[]> first = run(reader.read(1));
    assertFailure(StreamBusyException.class, reader.read(1));
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
  void a_read_that_is_cancelled_in_the_moment_of_its_completion_loses_nothing() {
    HastyLoop hasty = new HastyLoop();
    TransportStreamReader cancelled = new TransportStreamReader(new Stages(hasty), LIMIT);
    cancelled.feed(ByteBuffer.wrap(bytes("abc")));
    CompletableFuture<byte[]> read = cancelled.read(2).toCompletableFuture();
    hasty.turn();
    hasty.close();
    assertTrue(read.isCancelled());
    assertEquals("abc", new String(cancelled.captured().bytes(), UTF_8));
  }

  @Test
  void who_reads_on_from_inside_a_completion_waits_at_once_and_in_the_order_of_the_calls() {
    feed("ab");
    List<String> got = new ArrayList<>();
    loop.callSoon(
        () -> {
          reader.read(2).thenAccept(first -> got.add(new String(first, UTF_8)));
          reader
              .readExactly(2)
              .thenAccept(
                  second -> {
                    got.add(new String(second, UTF_8));
                    reader.read(9).thenAccept(third -> got.add(new String(third, UTF_8)));
                  });
        });
    run(CompletableFuture.completedFuture(null));
    loop.callSoon(
        () -> {
          feed("cd");
          feed("ef");
        });
    run(CompletableFuture.completedFuture(null));
    assertEquals(List.of("ab", "cd", "ef"), got);
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
  void more_than_an_array_holds_fails_who_wants_it_at_once_and_stays() {
    TransportStreamReader small = new TransportStreamReader(stages, 10, 100);
    small.connect(transport);
    CompletableFuture<byte[]> all = run(small.readAll());
    small.feed(ByteBuffer.wrap(new byte[100]));
    assertTrue(transport.reading);
    small.feed(ByteBuffer.wrap(new byte[1]));
    assertFailure(LimitOverrunException.class, all);
    assertFalse(transport.reading);
    assertEquals(101, run(small.read(1000)).join().length);
    assertTrue(transport.reading);
  }

  @Test
  void a_capture_reads_on_and_keeps_the_beginning() {
    reader.capture(OptionalLong.of(3), () -> {});
    feed("ab");
    feed("cde");
    feed("f".repeat(5 * LIMIT));
    assertTrue(transport.reading);
    Captured captured = reader.take();
    assertEquals("abc", new String(captured.bytes(), UTF_8));
    assertEquals(2 + 5 * LIMIT, captured.dropped());
    feed("g");
    assertEquals("g", text(reader.read(9)));
  }

  @Test
  void what_a_capture_kept_is_there_again_and_a_gap_behind_it_fails() {
    feed("abcdef");
    reader.capture(OptionalLong.of(4), () -> {});
    reader.release();
    feed("ghi");
    assertEquals("ab", text(reader.read(2)));
    assertEquals("cd", text(reader.read(9)));
    IOException gap = assertFailure(IOException.class, reader.read(9));
    assertTrue(gap.getMessage().contains("5 bytes"), gap::getMessage);
    reader.capture(OptionalLong.empty(), () -> {});
    assertEquals(5, reader.take().dropped());
  }

  @Test
  void a_capture_tells_the_end_and_keeps_others_off_until_then() {
    AtomicInteger ends = new AtomicInteger();
    reader.capture(OptionalLong.empty(), ends::incrementAndGet);
    feed("abc");
    assertFailure(StreamBusyException.class, reader.read(1));
    assertThrows(StreamBusyException.class, reader::requireIdle);
    assertEquals(0, ends.get());
    reader.end(Optional.empty());
    assertEquals(1, ends.get());
    Captured taken = reader.take();
    assertTrue(reader.atEof());
    reader.restore(taken);
    assertFalse(reader.atEof());
    assertEquals("abc", text(reader.readAll()));
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
    CompletableFuture<byte[]> future = run(read);
    assertTrue(future.isDone());
    return new String(future.join(), UTF_8);
  }

  /** Lets the loop begin the read; it may go on waiting. */
  private <T> CompletableFuture<T> run(CompletionStage<T> stage) {
    loop.stop();
    loop.runForever();
    return stage.toCompletableFuture();
  }

  private <T extends Throwable> T assertFailure(Class<T> type, CompletionStage<byte[]> read) {
    CompletableFuture<byte[]> future = run(read);
    assertTrue(future.isCompletedExceptionally());
    return assertInstanceOf(type, assertThrows(CompletionException.class, future::join).getCause());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
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
