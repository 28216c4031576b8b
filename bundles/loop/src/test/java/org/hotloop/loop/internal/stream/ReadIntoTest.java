package org.hotloop.loop.internal.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadIntoTest {

  private static final int LIMIT = 64 * 1024;

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final TransportStreamReader reader = new TransportStreamReader(new Stages(loop), LIMIT);

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void a_buffer_is_filled_up_to_its_limit_and_its_owner_told_how_many() {
    ByteBuffer target = ByteBuffer.allocate(4).position(1);
    CompletableFuture<Integer> read = run(reader.readInto(target));
    assertFalse(read.isDone());
    feed("hello");
    assertEquals(3, read.join());
    assertEquals("hel", text(target.flip().position(1)));
    assertEquals("lo", new String(run(reader.read(9)).join(), UTF_8));
    assertEquals(0, run(reader.readInto(ByteBuffer.allocate(0))).join());
    reader.end(Optional.empty());
    assertEquals(0, run(reader.readInto(target.clear())).join());
    assertThrows(IllegalArgumentException.class, () -> reader.readInto(target.asReadOnlyBuffer()));
  }

  @Test
  void there_is_room_for_the_kernel_while_a_read_into_direct_memory_waits_and_nothing_is_here() {
    ByteBuffer target = ByteBuffer.allocateDirect(4);
    assertTrue(reader.room().isEmpty());
    CompletableFuture<Integer> read = run(reader.readInto(target));
    reader.room().orElseThrow().put(bytes("ab"));
    reader.filled(2);
    assertEquals(2, read.join());
    assertTrue(reader.room().isEmpty());
    assertEquals("ab", text(target.flip()));
    feed("c");
    run(reader.readInto(target.clear()));
    assertTrue(reader.room().isEmpty());
    assertEquals("c", text(target.flip()));
    run(reader.readInto(target.clear())).cancel(false);
    assertTrue(reader.room().isEmpty());
    run(reader.readInto(ByteBuffer.allocate(4)));
    assertTrue(reader.room().isEmpty());
  }

  @Test
  void a_read_into_a_buffer_that_is_cancelled_in_the_moment_of_its_completion_loses_nothing() {
    HastyLoop hasty = new HastyLoop();
    TransportStreamReader cancelled = new TransportStreamReader(new Stages(hasty), LIMIT);
    ByteBuffer target = ByteBuffer.allocateDirect(2);
    CompletableFuture<Integer> waiting = cancelled.readInto(target).toCompletableFuture();
    hasty.turn();
    cancelled.room().orElseThrow().put(bytes("ab"));
    cancelled.filled(2);
    assertTrue(waiting.isCancelled());
    cancelled.feed(ByteBuffer.wrap(bytes("c")));
    CompletableFuture<Integer> read = cancelled.readInto(target).toCompletableFuture();
    hasty.turn();
    hasty.close();
    assertTrue(read.isCancelled());
    assertEquals("abc", new String(cancelled.captured().bytes(), UTF_8));
  }

  private void feed(String text) {
    reader.feed(ByteBuffer.wrap(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  /** Lets the loop begin the read; it may go on waiting. */
  private <T> CompletableFuture<T> run(CompletionStage<T> stage) {
    loop.stop();
    loop.runForever();
    return stage.toCompletableFuture();
  }
}
