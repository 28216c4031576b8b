package org.hotloop.loop.proactor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A read cannot be called back: what becomes of one that nobody wants any more. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ReadingTest {

  private static final int SIZE = 64;

  private final HandedLoop loop = new HandedLoop();
  private final Buffers buffers = new Buffers(SIZE);
  private final ByteBuffer only = buffers.take();
  private final List<String> told = new ArrayList<>();
  private ChannelPair pair;
  private Reading reading;

  @BeforeEach
  void open() throws Exception {
    loop.setExceptionHandler((where, context) -> told.add("reported: " + context.message()));
    pair = ChannelPair.open();
    buffers.giveBack(only);
    reading = new Reading(loop, pair.channel(), buffers);
  }

  @AfterEach
  void close() throws Exception {
    loop.close();
    pair.close();
  }

  @Test
  @DisplayName("T3 what comes when nobody reads any more is kept, and told to who starts again")
  void keepsWhatComesLate() throws Exception {
    reading.start(() -> told.add("first"));
    reading.stop();
    send("hot");
    loop.runOnce();
    assertEquals(List.of(), told);

    reading.start(() -> told.add(take()));
    assertEquals(List.of(), told, "inside the call");
    loop.runOnce();
    assertEquals(List.of("hot"), told);

    send("loop");
    loop.runOnce();
    assertEquals(List.of("hot", "loop"), told);
  }

  @Test
  @DisplayName("T3 what is not taken is told again, and no more is read before it is")
  void tellsAgain() throws Exception {
    reading.start(() -> told.add("ready"));
    pair.send(3 * SIZE);
    loop.awaitHandOver();
    loop.runOnce();
    loop.runOnce();
    assertEquals(List.of("ready", "ready"), told);
    assertEquals(SIZE, take().length());
    assertEquals("", take(), "more was read ahead than one buffer holds");
  }

  @Test
  @DisplayName("T3 who stops and starts again while it is told, is told once of what comes then")
  void startsAgainInside() throws Exception {
    reading.start(
        () -> {
          told.add(take());
          reading.stop();
          reading.start(() -> told.add("again " + take()));
          told.add(take());
        });
    send("hot");
    loop.runOnce();
    assertEquals(List.of("hot", ""), told);

    send("loop");
    loop.runOnce();
    assertEquals(List.of("hot", "", "again loop"), told);
  }

  @Test
  @DisplayName("T4 the end is told after what came before it, as often as it is asked for")
  void tellsTheEnd() throws Exception {
    reading.start(() -> told.add(take()));
    send("x");
    pair.peer().shutdownOutput();
    loop.runOnce();
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of("x", "end"), told);

    reading.stop();
    reading.start(() -> told.add(take()));
    loop.runOnce();
    assertEquals(List.of("x", "end", "end"), told);
  }

  @Test
  @DisplayName("T8 a failure is raised where something would be taken")
  void raisesTheFailure() throws Exception {
    reading.start(() -> told.add("ready"));
    pair.peer().setOption(StandardSocketOptions.SO_LINGER, 0);
    pair.peer().close();
    loop.awaitHandOver();
    loop.runOnce();

    assertEquals(List.of("ready"), told);
    assertThrows(IOException.class, () -> reading.take(ByteBuffer.allocate(1)));
  }

  @Test
  @DisplayName("a buffer is lent to nobody else before the read that uses it is over")
  void keepsItsBufferUntilTheReadIsOver() throws Exception {
    reading.start(() -> told.add("ready"));
    pair.channel().close();
    reading.end();
    assertNotSame(only, buffers.take());

    loop.awaitHandOver();
    loop.runOnce();
    assertSame(only, buffers.take());
    reading.end();
    assertNotSame(only, buffers.take(), "given back twice");
    assertEquals(List.of(), told);
  }

  @Test
  @DisplayName("L21 an Error of who is told leaves the run, and the next one goes on")
  void survivesAnError() throws Exception {
    reading.start(
        () -> {
          told.add(take());
          throw new AssertionError("a test's");
        });
    send("hot");
    assertThrows(AssertionError.class, loop::runOnce);

    send("loop");
    assertThrows(AssertionError.class, loop::runOnce);
    assertEquals(List.of("hot", "loop"), told);
  }

  private void send(String text) throws Exception {
    pair.send(text);
    loop.awaitHandOver();
  }

  private String take() {
    ByteBuffer room = ByteBuffer.allocate(100);
    try {
      return reading.take(room) < 0 ? "end" : StandardCharsets.UTF_8.decode(room.flip()).toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
