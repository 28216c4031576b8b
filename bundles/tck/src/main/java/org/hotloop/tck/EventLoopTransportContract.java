package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hotloop.ExceptionContext;
import org.hotloop.transport.BufferedProtocol;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's transports of connections, and what they tell their protocols. */
public abstract class EventLoopTransportContract extends NetworkSuite {

  private final RecordingConnection client = new RecordingConnection();

  @Test
  @DisplayName("T1 made, data, the peer's end, lost: once each, in this order, at both ends")
  void tellsInOrder() throws Exception {
    Transport transport = connect(client);
    transport.write(utf8("hot"));
    transport.write(utf8("loop"));
    transport.close();

    assertEquals(Optional.empty(), run(accepted.get(0).lost));
    assertEquals(List.of("made", "data", "eof", "lost"), accepted.get(0).events);
    assertEquals("hotloop", accepted.get(0).text());
    assertEquals(List.of("made", "lost"), client.events);
    assertEquals(Optional.empty(), run(client.lost));
  }

  @Test
  @DisplayName("T2 writers are paused above the high mark, and go on at the low one")
  void pausesWriters() throws Exception {
    List<Long> sizes = new ArrayList<>();
    RecordingConnection writing =
        new RecordingConnection() {
          @Override
          public void pauseWriting() {
            sizes.add(transport.getWriteBufferSize());
          }

          @Override
          public void resumeWriting() {
            sizes.add(transport.getWriteBufferSize());
          }
        };
    Transport transport = connect(writing);
    Transport peer = accepted.get(0).transport;
    peer.pauseReading();
    transport.setWriteBufferLimits(1000, MUCH / 4);
    while (sizes.isEmpty()) {
      transport.write(ByteBuffer.allocate(MUCH / 16));
    }
    assertTrue(sizes.get(0) > MUCH / 4, sizes.toString());

    peer.resumeReading();
    runUntil(() -> sizes.size() == 2);

    assertTrue(sizes.get(1) <= 1000, sizes.toString());
    assertNotWritten(transport);
    assertThrows(IllegalArgumentException.class, () -> transport.setWriteBufferLimits(2, 1));
  }

  @Test
  @DisplayName("T3 paused, nothing is delivered; resumed, everything is")
  void pausesReading() throws Exception {
    Transport transport = connect(client);
    Transport peer = accepted.get(0).transport;
    peer.pauseReading();
    assertFalse(peer.isReading());
    assertNotRead(peer);
    transport.write(utf8("hotloop"));
    run(loop.runInExecutor(null, () -> null));
    assertEquals("", accepted.get(0).text());

    peer.resumeReading();
    assertTrue(peer.isReading());
    runUntil(() -> accepted.get(0).text().equals("hotloop"));
  }

  @Test
  @DisplayName("T4 one side ends, and still receives; the other one answers at its leisure")
  void endsOneSide() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).staysOpenAtEof = true;
    byte[] much = new byte[MUCH];
    much[MUCH - 1] = 1;
    transport.write(ByteBuffer.wrap(much));
    transport.writeEof();
    transport.writeEof();
    assertThrows(IllegalStateException.class, () -> transport.write(utf8("late")));

    run(accepted.get(0).ended);
    assertArrayEquals(much, accepted.get(0).received.toByteArray());
    accepted.get(0).transport.write(utf8("answer"));
    accepted.get(0).transport.close();

    run(client.lost);
    assertEquals("answer", client.text());
  }

  @Test
  @DisplayName("T5 close writes what is buffered first, takes nothing more, and reads nothing more")
  void closeFlushes() throws Exception {
    Transport transport = connect(client);
    byte[] much = new byte[MUCH];
    much[MUCH - 1] = 1;
    byte[] reused = much.clone();
    transport.write(ByteBuffer.wrap(reused));
    Arrays.fill(reused, (byte) 9);
    assertTrue(transport.getWriteBufferSize() > 0);

    transport.close();
    transport.close();
    assertTrue(transport.isClosing());
    assertNotRead(transport);
    transport.write(utf8("late"));

    run(accepted.get(0).lost);
    assertArrayEquals(much, accepted.get(0).received.toByteArray());
    assertEquals(1, client.events.stream().filter("lost"::equals).count());
  }

  @Test
  @DisplayName("T6 abort drops what is buffered; the loss is told later, not inside the call")
  void abortDrops() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).transport.pauseReading();
    transport.write(ByteBuffer.allocate(MUCH));

    transport.abort();
    transport.abort();

    assertEquals(0, transport.getWriteBufferSize());
    assertFalse(client.events.contains("lost"), "inside the call");
    assertEquals(Optional.empty(), run(client.lost));
    accepted.get(0).transport.resumeReading();
    run(accepted.get(0).lost);
    assertEquals(List.of("made", "pause", "lost"), client.events);
  }

  @Test
  @DisplayName("T7 a protocol that throws is told of, and cut off with that as the cause")
  void cutsOffWhatThrows() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    RuntimeException failure = new IllegalStateException("no");
    RecordingConnection throwing =
        new RecordingConnection() {
          @Override
          public void dataReceived(ByteBuffer data) {
            throw failure;
          }
        };
    Transport peer = connect(serve(() -> throwing), client);

    peer.write(utf8("x"));

    assertSame(failure, run(throwing.lost).orElseThrow());
    assertEquals(1, reported.size());
    assertSame(failure, reported.get(0).exception().orElseThrow());
    assertSame(throwing, reported.get(0).details().get("protocol"));
    run(client.lost);
  }

  @Test
  @DisplayName("T7 one that throws in connectionMade is cut off as well")
  void cutsOffWhatThrowsAtOnce() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    RecordingConnection throwing =
        new RecordingConnection() {
          @Override
          public void connectionMade(Transport made) {
            throw new IllegalStateException("no");
          }
        };

    connect(serve(() -> throwing), client);

    assertTrue(run(throwing.lost).isPresent());
    assertEquals(1, reported.size());
    run(client.lost);
  }

  @Test
  @DisplayName("L21 an Error of a protocol leaves the run; its connection goes on in the next")
  void survivesAnError() throws Exception {
    boolean[] fails = {true};
    RecordingConnection failing =
        new RecordingConnection() {
          @Override
          public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            if (fails[0]) {
              throw new AssertionError("a test's");
            }
          }
        };
    Transport peer = connect(serve(() -> failing), client);
    peer.write(utf8("hot"));
    assertThrows(AssertionError.class, loop::runForever);
    fails[0] = false;

    peer.write(utf8("loop"));
    runUntil(() -> failing.text().equals("hotloop"));
  }

  @Test
  @DisplayName("T8 a connection that is reset ends with the cause, at who reads and at who writes")
  void tellsAReset() throws Exception {
    SocketChannel peer = plainClient(serve());
    runUntil(() -> !accepted.isEmpty());
    RecordingConnection connection = accepted.get(0);
    reset(peer);
    assertTrue(run(connection.lost).orElseThrow() instanceof IOException);

    connection.transport.write(utf8("late"));
    assertEquals(List.of("made", "lost"), connection.events);
  }

  @Test
  @DisplayName("T9 a buffered protocol gets its bytes in buffers of its own")
  void fillsBuffers() throws Exception {
    Buffering buffering = new Buffering();
    Transport transport = connect(serve(() -> buffering), client);
    transport.write(utf8("hotloop"));
    transport.close();

    run(buffering.lost);

    assertEquals("hotloop", buffering.text());
    assertEquals(List.of(3, 3, 1), buffering.counts);
    assertEquals(List.of("made", "eof", "lost"), buffering.events);
  }

  @Test
  @DisplayName("T9 a buffer without room is a failure of its protocol")
  void refusesABufferWithoutRoom() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    Buffering full = new Buffering();
    full.buffer.limit(0);
    connect(serve(() -> full), client).write(utf8("x"));

    assertTrue(run(full.lost).isPresent());
    assertEquals(1, reported.size());
  }

  @Test
  @DisplayName("T10 another protocol takes over, without a connectionMade of its own")
  void changesTheProtocol() throws Exception {
    Transport transport = connect(client);
    RecordingConnection next = new RecordingConnection();
    next.events.add("set");
    Transport peer = accepted.get(0).transport;

    peer.setProtocol(next);
    assertSame(next, peer.getProtocol());
    transport.write(utf8("x"));
    transport.close();

    run(next.lost);
    assertEquals(List.of("set", "data", "eof", "lost"), next.events);
    assertEquals(List.of("made"), accepted.get(0).events);
  }

  @Test
  @DisplayName("T11 both ends know each other's addresses, also after the end")
  void tellsAddresses() throws Exception {
    Transport transport = connect(client);
    Transport peer = accepted.get(0).transport;
    transport.close();
    run(client.lost);

    assertEquals(transport.getExtraInfo(ExtraInfo.SOCKNAME), peer.getExtraInfo(ExtraInfo.PEERNAME));
    assertEquals(transport.getExtraInfo(ExtraInfo.PEERNAME), peer.getExtraInfo(ExtraInfo.SOCKNAME));
    assertTrue(channelOf(peer).getOption(StandardSocketOptions.TCP_NODELAY));
  }

  @Test
  @DisplayName("T12 a loop that is closed cuts its connections off, warns, and tells no protocol")
  void endsWithTheLoop() throws Exception {
    NetworkChannel channel;
    try (LogRecorder log = new LogRecorder()) {
      Transport transport = connect(client);
      channel = channelOf(transport);

      loop.close();

      assertTrue(transport.isClosing());
      assertTrue(log.warnings().toString().contains("open connections"), log.warnings().toString());
    }
    assertFalse(channel.isOpen());
    assertEquals(List.of("made"), client.events);
  }

  /** Three bytes at a time. */
  private static final class Buffering extends RecordingConnection implements BufferedProtocol {

    private final ByteBuffer buffer = ByteBuffer.allocate(3);
    private final List<Integer> counts = new ArrayList<>();

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      return buffer;
    }

    @Override
    public void bufferUpdated(int count) {
      counts.add(count);
      received.write(buffer.array(), 0, buffer.position());
      buffer.clear();
    }
  }
}
