package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.Descriptors.Pipe;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.subprocess.OsString;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadTransport;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** asyncio's pipe transports, on raw descriptors, where the native layer works. */
public abstract class EventLoopPipeContract extends NetworkSuite {

  private final RecordingReadPipe reading = new RecordingReadPipe();
  private final RecordingWritePipe writing = new RecordingWritePipe();
  private final Map<Integer, Path> opened = new HashMap<>();
  private Descriptors descriptors;

  @BeforeEach
  void loadNatives() {
    try {
      descriptors = Posix.get().descriptors();
    } catch (PosixUnavailableException missing) {
      abort("no native layer here: " + missing.getMessage());
    }
  }

  @Test
  @DisplayName("T13 made, data, the end, lost: once each, in this order; then it is closed")
  void tellsInOrder() throws Exception {
    Pipe pipe = descriptors.openPipe(false);
    int source = known(pipe.child().fd());
    ReadPipe<RecordingReadPipe> connected = run(loop.connectReadPipe(() -> reading, source));
    pipe.parent().write(utf8("hot"));
    runUntil(() -> reading.text().equals("hot"));
    pipe.parent().write(utf8("loop"));
    pipe.parent().close();

    assertEquals(Optional.empty(), run(reading.lost));
    assertEquals("hotloop", reading.text());
    assertEquals(List.of("made", "data", "eof", "lost"), reading.events);
    assertSame(reading, connected.protocol());
    assertSame(reading.transport, connected.transport());
    assertClosed(source);
  }

  @Test
  @DisplayName("T13 an end that blocks elsewhere does not block the loop, and closes by itself")
  void closesTheSource() throws Exception {
    Pipe pipe = descriptors.openPipe(false);
    closing(pipe.parent());
    int source = known(pipe.child().fd());
    ReadTransport transport = run(loop.connectReadPipe(() -> reading, source)).transport();

    transport.close();
    transport.close();
    assertTrue(transport.isClosing());
    assertFalse(reading.events.contains("lost"), "inside the call");

    assertEquals(Optional.empty(), run(reading.lost));
    assertEquals(List.of("made", "lost"), reading.events);
    assertClosed(source);
  }

  @Test
  @DisplayName("T13 paused, nothing is delivered; resumed, everything is")
  void pausesReading() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    int source = known(pipe.parent().fd());
    closing(pipe.child()).write(utf8("hotloop"));
    RecordingReadPipe paused =
        new RecordingReadPipe() {
          @Override
          public void connectionMade(ReadTransport made) {
            super.connectionMade(made);
            made.pauseReading();
          }
        };
    ReadTransport transport = run(loop.connectReadPipe(() -> paused, source)).transport();
    assertFalse(transport.isReading());
    run(loop.runInExecutor(null, () -> null));
    assertEquals("", paused.text());

    transport.resumeReading();
    assertTrue(transport.isReading());
    runUntil(() -> paused.text().equals("hotloop"));
    transport.pauseReading();
    assertFalse(transport.isReading());
  }

  @Test
  @DisplayName("T14 what the pipe does not take is buffered, a copy, and close writes it first")
  void closeFlushes() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    int sink = known(pipe.child().fd());
    WritePipe<RecordingWritePipe> connected = run(loop.connectWritePipe(() -> writing, sink));
    WriteTransport transport = connected.transport();
    byte[] much = new byte[MUCH];
    much[MUCH - 1] = 1;
    byte[] reused = much.clone();
    transport.write(ByteBuffer.wrap(reused));
    Arrays.fill(reused, (byte) 9);
    assertTrue(transport.getWriteBufferSize() > 0);

    transport.close();
    assertTrue(transport.isClosing());
    transport.write(utf8("late"));
    run(loop.connectReadPipe(() -> reading, pipe.parent().fd()));

    run(reading.lost);
    assertArrayEquals(much, reading.received.toByteArray());
    assertEquals(Optional.empty(), run(writing.lost));
    assertEquals(List.of("made", "pause", "resume", "lost"), writing.events);
    assertSame(writing, connected.protocol());
    assertClosed(sink);
  }

  @Test
  @DisplayName("T14 abort drops what is buffered, and writeEof is a close")
  void abortDrops() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    closing(pipe.parent());
    WriteTransport transport =
        run(loop.connectWritePipe(() -> writing, pipe.child().fd())).transport();
    assertTrue(transport.canWriteEof());
    transport.setWriteBufferLimits(1, MUCH);
    transport.write(ByteBuffer.allocate(MUCH));
    transport.writeEof();
    assertTrue(transport.isClosing());

    transport.abort();

    assertEquals(0, transport.getWriteBufferSize());
    assertEquals(Optional.empty(), run(writing.lost));
    assertEquals(List.of("made", "lost"), writing.events);
  }

  @Test
  @DisplayName("T15 that the reader has gone is seen without a write")
  void seesThatTheReaderHasGone() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    run(loop.connectWritePipe(() -> writing, pipe.child().fd()));

    pipe.parent().close();

    assertEquals(Optional.empty(), run(writing.lost));
    assertEquals(List.of("made", "lost"), writing.events);
  }

  @Test
  @DisplayName("T15 a reader that goes before it has read all is the cause")
  void tellsWhatWasNotRead() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    WriteTransport transport =
        run(loop.connectWritePipe(() -> writing, pipe.child().fd())).transport();
    transport.write(ByteBuffer.allocate(MUCH));

    pipe.parent().close();

    assertInstanceOf(IOException.class, run(writing.lost).orElseThrow());
    assertEquals(0, transport.getWriteBufferSize());
  }

  @Test
  @DisplayName("T16 a protocol that throws is told of, and its pipe closed, with that as the cause")
  void cutsOffWhatThrows() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    RuntimeException failure = new IllegalStateException("no");
    RecordingReadPipe throwing =
        new RecordingReadPipe() {
          @Override
          public void dataReceived(ByteBuffer data) {
            throw failure;
          }
        };
    RecordingWritePipe helpless =
        new RecordingWritePipe() {
          @Override
          public void pauseWriting() {
            throw failure;
          }
        };
    Pipe pipe = descriptors.openPipe(true);
    run(loop.connectReadPipe(() -> throwing, pipe.parent().fd()));
    run(loop.connectWritePipe(() -> helpless, pipe.child().fd()));

    helpless.transport.write(ByteBuffer.allocate(MUCH));

    assertSame(failure, run(throwing.lost).orElseThrow());
    assertSame(failure, run(helpless.lost).orElseThrow());
    assertEquals(2, reported.size());
    assertSame(failure, reported.get(0).exception().orElseThrow());
    assertSame(helpless, reported.get(0).details().get("protocol"));
    assertSame(helpless.transport, reported.get(0).details().get("transport"));
  }

  @Test
  @DisplayName("T16 one that throws in eofReceived is told of, too, and told the end")
  void cutsOffWhatThrowsAtTheEnd() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    RecordingReadPipe throwing =
        new RecordingReadPipe() {
          @Override
          public void eofReceived() {
            throw new IllegalStateException("no");
          }
        };
    Pipe pipe = descriptors.openPipe(true);
    pipe.child().close();
    run(loop.connectReadPipe(() -> throwing, pipe.parent().fd()));

    assertTrue(run(throwing.lost).isPresent());
    assertEquals(1, reported.size());
  }

  @Test
  @DisplayName("T17 what is no pipe, socket or character device is refused, and stays as it was")
  void refusesByType(@TempDir Path folder) throws Exception {
    OsString file = OsString.of(Files.createFile(folder.resolve("file")));
    Descriptor regular = closing(descriptors.openFile(file, FileUse.WRITE));
    for (int fd : new int[] {regular.fd(), -1, Integer.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> loop.connectReadPipe(() -> reading, fd));
      assertThrows(IllegalArgumentException.class, () -> loop.connectWritePipe(() -> writing, fd));
    }
    runOnce();

    assertTrue(descriptors.isOpen(regular.fd()));
    assertEquals(List.of(), reading.events);
    assertEquals(List.of(), writing.events);
  }

  @Test
  @DisplayName("T17 a character device that is always ready is written to, but not read from")
  void usesDevNull() throws Exception {
    OsString file = OsString.of("/dev/null");
    int sink = known(descriptors.openFile(file, FileUse.WRITE).fd());
    int source = known(descriptors.openFile(file, FileUse.READ).fd());
    WriteTransport transport = run(loop.connectWritePipe(() -> writing, sink)).transport();
    transport.write(ByteBuffer.allocate(MUCH));
    transport.close();
    assertEquals(Optional.empty(), run(writing.lost));

    assertThrows(
        IllegalArgumentException.class, () -> run(loop.connectReadPipe(() -> reading, source)));
    assertInstanceOf(IllegalArgumentException.class, run(reading.lost).orElseThrow());
    assertClosed(source);
    assertClosed(sink);
  }

  @Test
  @DisplayName("T18 one that is cancelled, or has no protocol, is closed")
  void closesWhatIsNotConnected() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    int source = known(pipe.parent().fd());
    int sink = known(pipe.child().fd());
    RuntimeException failure = new IllegalStateException("no");

    loop.connectReadPipe(() -> reading, source).cancel(false);
    CompletableFuture<WritePipe<RecordingWritePipe>> failing =
        loop.connectWritePipe(
            () -> {
              throw failure;
            },
            sink);

    assertSame(failure, assertThrows(IllegalStateException.class, () -> run(failing)));
    assertEquals(List.of(), reading.events);
    assertClosed(source);
    assertClosed(sink);
  }

  @Test
  @DisplayName("T19 a loop that is closed closes its pipes, warns, and tells no protocol")
  void endsWithTheLoop() throws Exception {
    Pipe pipe = descriptors.openPipe(true);
    Pipe unconnected = descriptors.openPipe(true);
    closing(unconnected.child());
    int source = known(pipe.parent().fd());
    int sink = known(pipe.child().fd());
    int other = known(unconnected.parent().fd());
    try (LogRecorder log = new LogRecorder()) {
      run(loop.connectReadPipe(() -> reading, source));
      run(loop.connectWritePipe(() -> writing, sink));
      CompletableFuture<?> waiting = loop.connectReadPipe(RecordingReadPipe::new, other);

      loop.close();

      assertTrue(waiting.isCompletedExceptionally());
      assertTrue(log.warnings().toString().contains("open pipes"), log.warnings().toString());
    }
    assertTrue(reading.transport.isClosing());
    for (int fd : new int[] {source, sink, other}) {
      assertClosed(fd);
    }
    assertEquals(List.of("made"), reading.events);
    assertEquals(List.of("made"), writing.events);
    assertThrows(EventLoopClosedException.class, () -> loop.connectReadPipe(() -> reading, source));
  }

  /** Notes what is open there: its number may be somebody else's soon after the end. */
  private int known(int fd) throws IOException {
    opened.put(fd, Files.readSymbolicLink(link(fd)));
    return fd;
  }

  private void assertClosed(int fd) throws IOException {
    Path now;
    try {
      now = Files.readSymbolicLink(link(fd));
    } catch (NoSuchFileException closed) {
      return;
    }
    assertNotEquals(opened.get(fd), now);
  }

  private static Path link(int fd) {
    return Path.of("/proc/self/fd/" + fd);
  }
}
