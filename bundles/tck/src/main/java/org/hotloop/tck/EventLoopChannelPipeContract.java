package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import org.hotloop.transport.WriteTransport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's pipe transports, on channels. */
public abstract class EventLoopChannelPipeContract extends NetworkSuite {

  private final RecordingReadPipe reading = new RecordingReadPipe();
  private final RecordingWritePipe writing = new RecordingWritePipe();

  @Test
  @DisplayName("T13 T14 much goes through a pipe, and both ends are closed by their transports")
  void goesThrough() throws Exception {
    Pipe pipe = Pipe.open();
    run(loop.connectReadPipe(() -> reading, pipe.source()));
    WriteTransport transport = run(loop.connectWritePipe(() -> writing, pipe.sink())).transport();
    byte[] much = new byte[MUCH];
    much[MUCH - 1] = 1;

    transport.write(ByteBuffer.wrap(much));
    assertTrue(transport.getWriteBufferSize() > 0);
    transport.close();

    assertEquals(Optional.empty(), run(reading.lost));
    assertArrayEquals(much, reading.received.toByteArray());
    assertEquals(List.of("made", "data", "eof", "lost"), reading.events);
    assertEquals(List.of("made", "pause", "resume", "lost"), writing.events);
    assertFalse(pipe.source().isOpen());
    assertFalse(pipe.sink().isOpen());
  }

  @Test
  @DisplayName("T15 that the reader of a sink has gone is told by the next write")
  void tellsByTheNextWrite() throws Exception {
    Pipe pipe = Pipe.open();
    WriteTransport transport = run(loop.connectWritePipe(() -> writing, pipe.sink())).transport();
    pipe.source().close();
    assertFalse(transport.isClosing());

    transport.write(utf8("x"));

    assertInstanceOf(IOException.class, run(writing.lost).orElseThrow());
    assertFalse(pipe.sink().isOpen());
  }

  @Test
  @DisplayName("T15 sockets do as well, and of these it is seen at once")
  void takesSockets() throws Exception {
    SocketChannel[] ends = connected();
    SocketChannel written = ends[0];
    SocketChannel read = ends[1];
    run(loop.connectReadPipe(() -> reading, read));
    run(loop.connectWritePipe(() -> writing, written)).transport().write(utf8("hotloop"));
    runUntil(() -> reading.text().equals("hotloop"));

    reading.transport.close();

    assertEquals(Optional.empty(), run(writing.lost));
    assertFalse(written.isOpen());
    assertFalse(read.isOpen());
  }

  @Test
  @DisplayName("T15 a socket's peer that ends its own direction still gets what is buffered")
  void writesToAPeerThatHasEnded() throws Exception {
    SocketChannel[] ends = connected();
    byte[] much = new byte[MUCH];
    much[MUCH - 1] = 1;
    WriteTransport transport = run(loop.connectWritePipe(() -> writing, ends[0])).transport();
    transport.write(ByteBuffer.wrap(much));
    ends[1].shutdownOutput();
    run(loop.connectReadPipe(() -> reading, ends[1]));

    runUntil(() -> reading.received.size() == MUCH);
    assertFalse(loop.removeReader(ends[0]), "a spin");
    assertFalse(transport.isClosing());
    transport.close();

    assertEquals(Optional.empty(), run(reading.lost));
    assertArrayEquals(much, reading.received.toByteArray());
  }

  @Test
  @DisplayName("T17 a channel that is closed is refused")
  void refusesAClosedOne() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    pipe.sink().close();

    assertThrows(
        IllegalArgumentException.class, () -> loop.connectReadPipe(() -> reading, pipe.source()));
    assertThrows(
        IllegalArgumentException.class, () -> loop.connectWritePipe(() -> writing, pipe.sink()));
  }

  @Test
  @DisplayName("T18 one that is cancelled is closed")
  void closesWhatIsCancelled() throws Exception {
    Pipe pipe = Pipe.open();
    loop.connectReadPipe(() -> reading, pipe.source()).cancel(false);
    loop.connectWritePipe(() -> writing, pipe.sink()).cancel(false);
    runOnce();

    assertFalse(pipe.source().isOpen());
    assertFalse(pipe.sink().isOpen());
    assertEquals(List.of(), reading.events);
  }

  @Test
  @DisplayName("T19 a loop that is closed closes its channels")
  void endsWithTheLoop() throws Exception {
    Pipe pipe = Pipe.open();
    run(loop.connectReadPipe(() -> reading, pipe.source()));
    run(loop.connectWritePipe(() -> writing, pipe.sink()));

    loop.close();

    assertFalse(pipe.source().isOpen());
    assertFalse(pipe.sink().isOpen());
    assertEquals(List.of("made"), reading.events);
  }

  private static SocketChannel[] connected() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return new SocketChannel[] {SocketChannel.open(server.getLocalAddress()), server.accept()};
    }
  }
}
