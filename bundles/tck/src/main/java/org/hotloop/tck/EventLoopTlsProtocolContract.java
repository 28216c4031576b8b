package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.ExceptionContext;
import org.hotloop.transport.BufferedProtocol;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What TLS tells the protocols of applications, as plain transports do. */
public abstract class EventLoopTlsProtocolContract extends TlsSuite {

  private final RecordingConnection near = new RecordingConnection();

  @Test
  @DisplayName("V9 a protocol that throws is told of, and cut off with that as the cause")
  void cutsOffWhatThrows() throws Exception {
    RuntimeException failure = new IllegalStateException("no");
    List<ExceptionContext> reported = reported();
    RecordingConnection throwing =
        new RecordingConnection() {
          @Override
          public void dataReceived(ByteBuffer data) {
            throw failure;
          }
        };
    Transport transport = run(connectTls(serveTls(() -> throwing), near, client)).transport();
    transport.write(utf8("x"));

    assertSame(failure, run(throwing.lost).orElseThrow());
    assertEquals(1, reported.size());
    assertSame(failure, reported.get(0).exception().orElseThrow());
    assertSame(throwing, reported.get(0).details().get("protocol"));
    run(near.lost);
  }

  @Test
  @DisplayName("V9 one that throws in connectionMade is cut off as well")
  void cutsOffWhatThrowsAtOnce() throws Exception {
    List<ExceptionContext> reported = reported();
    RecordingConnection throwing =
        new RecordingConnection() {
          @Override
          public void connectionMade(Transport made) {
            throw new IllegalStateException("no");
          }
        };

    run(connectTls(serveTls(() -> throwing), near, client));

    assertTrue(run(throwing.lost).isPresent());
    assertEquals(1, reported.size());
    run(near.lost);
  }

  @Test
  @DisplayName("V10 a buffered protocol gets its bytes in buffers of its own, also when it pauses")
  void fillsBuffers() throws Exception {
    Buffering buffering = new Buffering();
    Transport transport = run(connectTls(serveTls(() -> buffering), near, client)).transport();
    transport.write(utf8("hotloop"));
    transport.close();

    run(buffering.lost);

    assertEquals("hotloop", buffering.text());
    assertEquals(List.of(3, 3, 1), buffering.counts);
    assertEquals(List.of("made", "eof", "lost"), buffering.events);
  }

  @Test
  @DisplayName("V10 a buffer without room is a failure of its protocol")
  void refusesABufferWithoutRoom() throws Exception {
    List<ExceptionContext> reported = reported();
    Buffering full = new Buffering();
    full.buffer.limit(0);
    run(connectTls(serveTls(() -> full), near, client)).transport().write(utf8("x"));

    assertTrue(run(full.lost).isPresent());
    assertEquals(1, reported.size());
  }

  @Test
  @DisplayName("V11 another protocol takes over, without a connectionMade of its own")
  void changesTheProtocol() throws Exception {
    Transport transport = connectTls(near);
    RecordingConnection next = new RecordingConnection();
    next.events.add("set");

    RecordingConnection first = far();
    first.transport.setProtocol(next);
    assertSame(next, first.transport.getProtocol());
    transport.write(utf8("x"));
    transport.close();

    run(next.lost);
    assertEquals(List.of("set", "data", "eof", "lost"), next.events);
    assertEquals(List.of("made"), first.events);
  }

  @Test
  @DisplayName("V12 the protocol of a loop that is closed is told nothing; the connection is cut")
  void endsWithTheLoop() throws Exception {
    Transport transport = connectTls(near);
    loop.close();

    assertTrue(transport.isClosing());
    assertFalse(transport.getExtraInfo(ExtraInfo.SOCKET).orElseThrow().isOpen());
    assertEquals(List.of("made"), near.events);
  }

  /** Three bytes at a time, and a pause after each. */
  private final class Buffering extends RecordingConnection implements BufferedProtocol {

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
      transport.pauseReading();
      loop.callSoon(transport::resumeReading);
    }
  }
}
