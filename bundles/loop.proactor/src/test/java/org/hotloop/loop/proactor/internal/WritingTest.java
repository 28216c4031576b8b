package org.hotloop.loop.proactor.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.loop.net.Unsent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Writes that are under way, and who waits for them. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class WritingTest {

  private static final int SIZE = 64;

  private final HandedLoop loop = new HandedLoop();
  private final Buffers buffers = new Buffers(SIZE);
  private final ByteBuffer only = buffers.take();
  private final List<String> told = new ArrayList<>();
  private ChannelPair pair;
  private Writing writing;

  @BeforeEach
  void open() throws Exception {
    loop.setExceptionHandler((where, context) -> told.add("reported: " + context.message()));
    pair = ChannelPair.open();
    buffers.giveBack(only);
    writing = new Writing(loop, pair.channel(), buffers, buffers);
  }

  @AfterEach
  void close() throws Exception {
    loop.close();
    pair.close();
  }

  @Test
  @DisplayName("T5 what is sent is told as often as one buffer is full, until there is no more")
  void tellsWhatIsSent() throws Exception {
    writing.start(new Recorded(SIZE + 3));
    assertEquals(List.of(), told, "inside the call");
    loop.awaitHandOver();
    loop.runOnce();
    loop.awaitHandOver();
    loop.runOnce();

    assertEquals(List.of("sent 64", "sent 3"), told);
    ByteBuffer come = ByteBuffer.allocate(SIZE + 3);
    while (come.hasRemaining()) {
      pair.peer().read(come);
    }
    assertArrayEquals(numbered(SIZE + 3).array(), come.array());
  }

  @Test
  @DisplayName("T6 who has stopped hears nothing of the write that was under way")
  void tellsNothingAfterTheStop() throws Exception {
    writing.start(new Recorded(SIZE));
    writing.stop();
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of(), told);

    writing.start(new Recorded(1));
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of("sent 1"), told);
  }

  @Test
  @DisplayName("T6 nor does who starts again meanwhile take it for a write of his")
  void countsNobodyElsesWrite() throws Exception {
    writing.start(new Recorded(SIZE));
    writing.stop();
    writing.start(new Recorded(3));
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of(), told);

    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of("sent 3"), told);
  }

  @Test
  @DisplayName("T8 a write that fails is told, once")
  void tellsTheFailure() throws Exception {
    pair.channel().shutdownOutput();
    writing.start(new Recorded(SIZE));
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of("failed"), told);
  }

  @Test
  @DisplayName("a buffer is lent to nobody else before the write that uses it is over")
  void keepsItsBufferUntilTheWriteIsOver() throws Exception {
    writing.start(new Recorded(SIZE));
    writing.stop();
    assertNotSame(only, buffers.take());
    loop.awaitHandOver();
    loop.runOnce();
    assertSame(only, buffers.take());
  }

  @Test
  @DisplayName("L21 an Error of who is told leaves the run, and the next one goes on")
  void survivesAnError() throws Exception {
    writing.start(
        new Recorded(2 * SIZE) {
          @Override
          public void sent(int count) {
            super.sent(count);
            throw new AssertionError("a test's");
          }
        });
    loop.awaitHandOver();
    assertThrows(AssertionError.class, loop::runOnce);
    loop.awaitHandOver();
    assertThrows(AssertionError.class, loop::runOnce);
    assertEquals(List.of("sent 64", "sent 64"), told);
  }

  private static ByteBuffer numbered(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    for (byte i = 0; bytes.hasRemaining(); i++) {
      bytes.put(i);
    }
    return bytes.flip();
  }

  /** Has so many bytes to be sent. */
  private class Recorded implements Unsent {

    private final ByteBuffer left;

    Recorded(int count) {
      left = numbered(count);
    }

    @Override
    public void copyTo(ByteBuffer room) {
      int count = Math.min(left.remaining(), room.remaining());
      room.put(left.slice(left.position(), count));
    }

    @Override
    public void sent(int count) {
      told.add("sent " + count);
      left.position(left.position() + count);
      if (!left.hasRemaining()) {
        writing.stop();
      }
    }

    @Override
    public void failed(IOException cause) {
      told.add("failed");
    }
  }
}
