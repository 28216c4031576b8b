package org.hotloop.loop.internal.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {

  private static final int LARGE = 64 * 1024;

  private final ByteQueue queue = new ByteQueue();

  @Test
  void it_is_as_one_array_however_its_bytes_come_and_go() {
    Random random = new Random(1);
    byte[] model = {};
    for (int step = 0; step < 5000; step++) {
      int count = random.nextInt(step % 50 == 0 ? LARGE : 300);
      if (random.nextInt(5) < 3) {
        byte[] more = new byte[count];
        random.nextBytes(more);
        queue.append(ByteBuffer.wrap(more));
        model = Arrays.copyOf(model, model.length + count);
        System.arraycopy(more, 0, model, model.length - count, count);
      } else {
        int taken = Math.min(2 * count, model.length);
        byte[] first = take(taken, random.nextBoolean());
        assertArrayEquals(Arrays.copyOf(model, taken), first);
        if (random.nextInt(4) == 0) {
          queue.giveBack(first);
        } else {
          model = Arrays.copyOfRange(model, taken, model.length);
        }
      }
      assertEquals(model.length, queue.size());
      assertEquals(model.length == 0, queue.isEmpty());
      if (model.length > 4) {
        int at = random.nextInt(model.length - 4);
        byte[] wanted = Arrays.copyOfRange(model, at, at + 4);
        assertEquals(OptionalInt.of(at), queue.indexOf(wanted, at));
      }
    }
    assertArrayEquals(model, queue.peek());
    queue.truncate(10);
    assertArrayEquals(Arrays.copyOf(model, 10), queue.peek());
  }

  private byte[] take(int count, boolean asArray) {
    if (asArray) {
      return queue.take(count);
    }
    ByteBuffer target = ByteBuffer.allocate(count);
    queue.moveTo(target, count);
    return target.array();
  }

  @Test
  void what_is_wanted_is_found_across_pieces_and_not_where_only_its_beginning_is() {
    for (String piece : new String[] {"x".repeat(LARGE) + "a", "b".repeat(LARGE), "bc"}) {
      queue.append(ByteBuffer.wrap(piece.getBytes()));
    }
    assertEquals(OptionalInt.of(LARGE), queue.indexOf("ab".getBytes(), 0));
    assertEquals(OptionalInt.of(LARGE), queue.indexOf(("a" + "b".repeat(LARGE + 1)).getBytes(), 7));
    assertEquals(OptionalInt.of(2 * LARGE + 1), queue.indexOf("bc".getBytes(), LARGE + 1));
    assertEquals(OptionalInt.empty(), queue.indexOf("bcd".getBytes(), 0));
    assertEquals(OptionalInt.empty(), queue.indexOf("a".getBytes(), LARGE + 1));
  }

  @Test
  void a_piece_that_is_taken_whole_was_copied_once() {
    byte[] given = new byte[LARGE];
    queue.giveBack(given);
    assertSame(given, queue.take(LARGE));
    assertTrue(queue.isEmpty());
  }
}
