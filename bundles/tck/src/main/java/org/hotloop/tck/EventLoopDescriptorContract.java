package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.hotloop.EventLoop;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixUnavailableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readers and writers on raw descriptors: real pipes, where the native layer works. */
public abstract class EventLoopDescriptorContract extends EventLoopSuite {

  private final BlockingQueue<String> called = new LinkedBlockingQueue<>();
  private Posix posix;
  private Descriptor source;
  private Descriptor sink;

  @BeforeEach
  void openPipe() throws IOException {
    try {
      posix = Posix.get();
    } catch (PosixUnavailableException missing) {
      abort("no native layer here: " + missing.getMessage());
    }
    Pipe pipe = posix.descriptors().openPipe(true);
    source = closing(pipe.parent());
    sink = closing(pipe.child());
  }

  @Test
  @DisplayName("R1 a reader gets the data, then the end")
  void readsDataThenEnd() throws Exception {
    CompletableFuture<String> all = loop.createFuture();
    StringBuilder text = new StringBuilder();
    loop.addReader(
        source.fd(),
        () -> {
          String data = read();
          text.append(data);
          if (data.isEmpty()) {
            assertTrue(loop.removeReader(source.fd()));
            all.complete(text.toString());
          } else if (text.length() == 3) {
            write("loop");
            sink.close();
          }
        });
    write("hot");

    assertEquals("hotloop", loop.runUntilComplete(all));
  }

  @Test
  @DisplayName("R2 a reader that does not read is called again and again")
  void isLevelTriggered() throws Exception {
    LoopThread running = runInThread();
    loop.addReader(source.fd(), () -> called.add("reader"));
    write("x");
    for (int i = 0; i < 100; i++) {
      assertEquals("reader", called.take());
    }
    assertTrue(running.call(() -> loop.removeReader(source.fd())));
    called.clear();
    running.settle();
    assertTrue(called.isEmpty());
  }

  @Test
  @DisplayName("R3 a second reader replaces the first, even where that is ready")
  void replacesAReadyReader() throws Exception {
    write("x");
    loop.addReader(source.fd(), () -> called.add("old"));
    awaitQueued();
    loop.addReader(source.fd(), () -> called.add("new"));
    runInThread();

    assertEquals("new", called.take());
    assertFalse(called.contains("old"));
  }

  @Test
  @DisplayName("R4 a removed reader is not called, even where it is ready")
  void removesAReadyReader() throws Exception {
    write("x");
    loop.addReader(source.fd(), () -> called.add("reader"));
    awaitQueued();
    assertTrue(loop.removeReader(source.fd()));
    assertFalse(loop.removeReader(source.fd()));

    runOnce();
    assertTrue(called.isEmpty());
  }

  @Test
  @DisplayName("R5 a reader and a writer share a descriptor, and go one by one")
  void sharesADescriptor() throws Exception {
    runInThread();
    loop.addWriter(sink.fd(), () -> called.add("writer"));
    loop.addReader(sink.fd(), () -> called.add("reader"));
    assertEquals("writer", called.take());
    assertTrue(loop.removeReader(sink.fd()));
    called.clear();
    assertEquals("writer", called.take());
    assertFalse(loop.removeReader(sink.fd()));
    assertTrue(loop.removeWriter(sink.fd()));
  }

  @Test
  @DisplayName("R6 there is nothing to remove on an unknown descriptor")
  void removesNothing() {
    assertFalse(loop.removeReader(source.fd()));
    assertFalse(loop.removeWriter(-1));
  }

  @Test
  @DisplayName("R7 descriptors that cannot be waited for are refused")
  void refuses() throws Exception {
    int alwaysReady = posix.descriptors().devNull();
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(-1, () -> {}));
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(1 << 30, () -> {}));
    assertThrows(IllegalArgumentException.class, () -> loop.addReader(alwaysReady, () -> {}));
    assertFalse(loop.removeReader(alwaysReady));
  }

  @Test
  @DisplayName("R9 a reader runs on the loop, and one that throws is called again")
  void survivesAReaderThatThrows() throws Exception {
    LoopThread running = runInThread();
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    loop.setExceptionHandler(
        (failing, context) -> {
          threads.add(Thread.currentThread());
          called.add(context.message());
        });
    loop.addReader(source.fd(), new BrokenReader());
    write("x");
    assertSame(running.thread(), threads.take());
    assertSame(running.thread(), threads.take());
    assertEquals("Exception in callback a test's broken reader", called.take());
    assertTrue(loop.removeReader(source.fd()));
  }

  @Test
  @DisplayName("R10 close ends the watches: the descriptor is free for another loop")
  void closeEndsTheWatches() throws Exception {
    loop.addReader(source.fd(), () -> called.add("closed"));
    loop.close();
    assertFalse(loop.removeReader(source.fd()));
    loop = newLoop();
    runInThread();
    loop.addReader(source.fd(), () -> called.add("open"));
    write("x");
    assertEquals("open", called.take());
    assertTrue(loop.removeReader(source.fd()));
    assertFalse(called.contains("closed"));
  }

  /** Returns when the readiness of {@link #source} has reached the loop, which is idle. */
  private void awaitQueued() throws Exception {
    // What is ready is told in its order: when a second pipe's loop knows, this one does.
    Pipe second = posix.descriptors().openPipe(true);
    closing(second.parent());
    closing(second.child()).write(utf8("x"));
    try (EventLoop other = newLoop()) {
      other.addReader(second.parent().fd(), other::stop);
      other.runForever();
    }
  }

  private void write(String text) {
    try {
      sink.write(utf8(text));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is there now; empty at the end. */
  private String read() {
    try {
      ByteBuffer buffer = ByteBuffer.allocateDirect(100);
      source.read(buffer);
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  private record BrokenReader() implements Runnable {

    @Override
    public void run() {
      throw new IllegalStateException();
    }

    @Override
    public String toString() {
      return "a test's broken reader";
    }
  }
}
