package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readers and writers on channels. */
public abstract class EventLoopChannelContract extends EventLoopSuite {

  private final List<String> called = new ArrayList<>();
  private Pipe.SourceChannel source;
  private Pipe.SinkChannel sink;

  @BeforeEach
  void openPipe() throws IOException {
    Pipe pipe = Pipe.open();
    source = closing(pipe.source());
    sink = closing(pipe.sink());
    source.configureBlocking(false);
    sink.configureBlocking(false);
  }

  @Test
  @DisplayName("R1 a reader gets the data, then the end")
  void readsDataThenEnd() throws Exception {
    CompletableFuture<String> all = loop.createFuture();
    StringBuilder text = new StringBuilder();
    loop.addReader(
        source,
        () -> {
          String data = read(source);
          if (data.isEmpty()) {
            assertTrue(loop.removeReader(source));
            all.complete(text.toString());
          }
          text.append(data);
        });
    write("hot");
    loop.callSoon(() -> loop.callLater(Duration.ofMillis(1), () -> writeAndClose("loop")));

    assertEquals("hotloop", loop.runUntilComplete(all));
  }

  @Test
  @DisplayName("R2 a reader that does not read is called again, and without data not at all")
  void isLevelTriggered() throws Exception {
    loop.addReader(source, () -> called.add("reader"));
    runOnce();
    assertEquals(List.of(), called);
    write("x");
    runOnce();
    runOnce();
    assertEquals(List.of("reader", "reader"), called);
    read(source);
    runOnce();
    assertEquals(List.of("reader", "reader"), called);
  }

  @Test
  @DisplayName("R1 a reader is called although callbacks follow each other without end")
  void readsBesideCallbacks() throws Exception {
    CompletableFuture<String> data = loop.createFuture();
    loop.addReader(source, () -> data.complete(read(source)));
    Runnable endless =
        new Runnable() {
          @Override
          public void run() {
            loop.callSoon(this);
          }
        };
    loop.callSoon(endless);
    loop.callLater(Duration.ofMillis(1), () -> writeAndClose("x"));

    assertEquals("x", loop.runUntilComplete(data));
  }

  @Test
  @DisplayName("L18 R2 what is ready when the run is stopped is told once")
  void finishesTheBatchOfEvents() throws Exception {
    write("x");
    loop.addReader(
        source,
        () -> {
          called.add("reader");
          loop.callSoon(loop::stop);
          loop.stop();
        });
    loop.runForever();
    assertEquals(List.of("reader"), called);
  }

  @Test
  @DisplayName("R3 a second reader replaces the first, even where that is ready")
  void replacesAReadyReader() throws Exception {
    write("x");
    loop.addReader(source, () -> called.add("old"));
    loop.callSoon(() -> loop.addReader(source, () -> called.add("new")));
    runOnce();
    runOnce();
    assertEquals(List.of("new"), called);
  }

  @Test
  @DisplayName("R4 a removed reader is not called, even where it is ready")
  void removesAReadyReader() throws Exception {
    write("x");
    loop.addReader(source, () -> called.add("reader"));
    loop.callSoon(() -> assertTrue(loop.removeReader(source)));
    runOnce();
    runOnce();
    assertFalse(loop.removeReader(source));
    assertEquals(List.of(), called);
  }

  @Test
  @DisplayName("R6 there is nothing to remove on an unknown channel")
  void removesNothing() {
    assertFalse(loop.removeReader(source));
    assertFalse(loop.removeWriter(sink));
  }

  @Test
  @DisplayName("R7 blocking and closed channels, and those of the other direction, are refused")
  void refuses() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> loop.addWriter(source, () -> {}));
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(sink, () -> {}));
    source.configureBlocking(true);
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(source, () -> {}));
    source.configureBlocking(false);
    source.close();
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(source, () -> {}));
  }

  @Test
  @DisplayName("R8 a removed channel can be added again, in the same iteration and later")
  void addsAgain() throws Exception {
    write("x");
    for (int i = 0; i < 3; i++) {
      loop.addReader(source, () -> called.add("old"));
      assertTrue(loop.removeReader(source));
      loop.addReader(source, () -> called.add("new"));
      runOnce();
      assertTrue(loop.removeReader(source));
      runOnce();
    }
    assertEquals(List.of("new", "new", "new"), called);
    source.configureBlocking(true); // refused for a channel that is still registered
  }

  @Test
  @DisplayName("R9 a reader added from another thread is seen by a loop that sleeps")
  void wakesForAReader() throws Exception {
    LoopThread running = runInThread();
    write("x");
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Thread> reader = new CompletableFuture<>();
      loop.addReader(source, () -> reader.complete(Thread.currentThread()));
      assertSame(running.thread(), reader.get());
      assertTrue(loop.removeReader(source));
    }
  }

  @Test
  @DisplayName("R4 a reader whose channel is closed is not called, and harms nobody")
  void survivesAClosedChannel() throws Exception {
    loop.addReader(source, () -> called.add("closed"));
    source.close();
    loop.callSoon(() -> called.add("callback"));
    runOnce();
    runOnce();
    assertEquals(List.of("callback"), called);
  }

  @Test
  @DisplayName("L19 a reader added or removed beside close is taken, or meets a closed loop")
  void closesBesideReaders() throws Exception {
    for (int i = 0; i < 100; i++) {
      EventLoop closed = newLoop();
      CompletableFuture<Void> begun = new CompletableFuture<>();
      CompletableFuture<Void> refused =
          CompletableFuture.runAsync(
              () -> {
                while (true) {
                  closed.addReader(source, () -> {});
                  closed.removeReader(source);
                  begun.complete(null);
                }
              });
      begun.get();
      closed.close();
      ExecutionException refusal = assertThrows(ExecutionException.class, refused::get);
      assertInstanceOf(EventLoopClosedException.class, refusal.getCause());
    }
  }

  private void write(String text) throws IOException {
    sink.write(utf8(text));
  }

  private void writeAndClose(String text) {
    try {
      write(text);
      sink.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  /** What is there now; empty at the end. */
  private static String read(Pipe.SourceChannel channel) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      channel.read(buffer);
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
