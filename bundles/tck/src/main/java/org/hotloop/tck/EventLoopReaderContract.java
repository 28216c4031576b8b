package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.WrongLoopThreadException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What readers and writers refuse and report, whatever they are on. */
public abstract class EventLoopReaderContract extends EventLoopSuite {

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
  @DisplayName("R7 a null for a callback is refused")
  void refusesNull() {
    assertThrows(NullPointerException.class, () -> loop.addReader(0, null));
    assertThrows(NullPointerException.class, () -> loop.addWriter(sink, null));
    assertFalse(loop.removeWriter(sink));
  }

  @Test
  @DisplayName("L19 R10 after close nobody is added, and there is nobody to remove")
  void refusesAfterClose() {
    loop.close();

    assertThrows(EventLoopClosedException.class, () -> loop.addReader(source, () -> {}));
    assertThrows(EventLoopClosedException.class, () -> loop.addReader(0, () -> {}));
    assertThrows(EventLoopClosedException.class, () -> loop.addWriter(0, () -> {}));
    assertFalse(loop.removeReader(source));
    assertFalse(loop.removeReader(0));
  }

  @Test
  @DisplayName("L8 R9 in debug mode readers and writers come and go on the loop's thread only")
  void refusesWrongThreadsForReaders() throws Exception {
    loop.setDebug(true);
    LoopThread running = runInThread();

    assertWrongThread(() -> loop.addReader(source, () -> {}));
    assertWrongThread(() -> loop.removeReader(source));
    assertWrongThread(() -> loop.addWriter(sink, () -> {}));
    assertWrongThread(() -> loop.removeWriter(sink));
    assertWrongThread(() -> loop.addReader(0, () -> {}));
    assertWrongThread(() -> loop.removeReader(0));
    assertWrongThread(() -> loop.addWriter(1, () -> {}));
    assertWrongThread(() -> loop.removeWriter(1));
    assertFalse(running.call(() -> loop.removeReader(source)));
  }

  @Test
  @DisplayName("L20 R9 a reader that throws is reported as the reader it is")
  void tellsWhichReaderFailed() throws Exception {
    sink.write(ByteBuffer.allocate(1));
    List<ExceptionContext> told = new ArrayList<>();
    loop.setExceptionHandler((failing, context) -> told.add(context));
    loop.setDebug(true);
    loop.addReader(source, new BrokenReader());
    runOnce();

    assertTrue(told.get(0).message().contains("a test's broken reader"), told.get(0).message());
    StackTraceElement made = told.get(0).sourceTraceback().get(0);
    assertEquals("tellsWhichReaderFailed", made.getMethodName());
  }

  private static void assertWrongThread(Executable call) {
    String message = assertThrows(WrongLoopThreadException.class, call).getMessage();
    assertTrue(message.contains("callSoonThreadsafe"), message);
  }

  private record BrokenReader() implements Runnable {

    @Override
    public void run() {
      throw new IllegalArgumentException();
    }

    @Override
    public String toString() {
      return "a test's broken reader";
    }
  }
}
