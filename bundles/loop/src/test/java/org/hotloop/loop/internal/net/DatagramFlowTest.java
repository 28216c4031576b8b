package org.hotloop.loop.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramTransport;
import org.hotloop.transport.WriteBufferLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A socket that is full: those of this machine's own network never are. */
class DatagramFlowTest {

  private static final InetSocketAddress TARGET = new InetSocketAddress("127.0.0.1", 1);

  private final ScriptedSocket socket = new ScriptedSocket();
  private final Writers loop = new Writers();
  private final List<String> events = new ArrayList<>();
  private final DatagramProtocol protocol = new Events();
  private DatagramSocketTransport transport;

  @BeforeEach
  void open() throws IOException {
    transport =
        new DatagramSocketTransport(
            loop, socket, Optional.empty(), protocol, new TransferBuffers(), ended -> {});
    transport.start();
  }

  @AfterEach
  void close() {
    transport.abort();
    spin();
    loop.close();
  }

  @Test
  @DisplayName("S26 what there is no room for is buffered, a copy, and sent in order")
  void sendsInOrder() {
    byte[] reused = {'a'};
    socket.room = 1;
    send("first");
    transport.sendTo(ByteBuffer.wrap(reused), TARGET);
    reused[0] = 'x';
    send("");
    assertEquals(List.of("first"), socket.sent);
    assertEquals(8 + 1 + 8, transport.getWriteBufferSize());

    socket.room = 9;
    send("last");
    assertEquals(List.of("first"), socket.sent, "not before what is buffered");
    loop.ready();
    assertEquals(List.of("first", "a", "", "last"), socket.sent);
    assertEquals(0, transport.getWriteBufferSize());
    assertFalse(loop.isWatched(), "a spin");
  }

  @Test
  @DisplayName("S26 who sends is paused above the high mark, and goes on at the low one")
  void pauses() {
    transport.setWriteBufferLimits(9, 20);
    assertEquals(new WriteBufferLimits(9, 20), transport.getWriteBufferLimits());
    send("a");
    send("b");
    assertEquals(List.of(), events, "18 bytes");
    send("c");
    send("d");
    assertEquals(List.of("pause"), events);

    socket.room = 2;
    loop.ready();
    assertEquals(List.of("pause"), events, "18 bytes");
    socket.room = 1;
    loop.ready();
    assertEquals(List.of("pause", "resume"), events);
    assertEquals(List.of("a", "b", "c"), socket.sent);
    transport.setWriteBufferLimits(8);
    assertEquals(List.of("pause", "resume", "pause"), events);
    assertEquals(new WriteBufferLimits(2, 8), transport.getWriteBufferLimits());
  }

  @Test
  @DisplayName("S26 one that fails is told of, and the others go")
  void survivesAFailure() {
    send("a");
    send("bad");
    send("b");

    socket.failing = "bad";
    socket.room = 3;
    loop.ready();

    assertEquals(List.of("a", "b"), socket.sent);
    assertEquals(List.of("error bad"), events);
  }

  @Test
  @DisplayName("S28 close sends what is buffered first, abort drops it")
  void closeFlushes() {
    send("a");
    assertTrue(loop.isRead());
    transport.close();
    assertFalse(loop.isRead(), "a spin");
    send("late");
    spin();
    assertEquals(List.of(), events);
    assertTrue(socket.isOpen());

    socket.room = 9;
    loop.ready();
    spin();

    assertEquals(List.of("a"), socket.sent);
    assertEquals(List.of("lost Optional.empty"), events);
    assertFalse(socket.isOpen());
  }

  @Test
  @DisplayName("S28 abort drops what is buffered, also while it is closing")
  void abortDrops() {
    send("a");
    transport.close();
    transport.abort();

    assertEquals(0, transport.getWriteBufferSize());
    assertFalse(loop.isWatched(), "a spin");
    spin();
    assertEquals(List.of("lost Optional.empty"), events);
    assertEquals(List.of(), socket.sent);
  }

  @Test
  @DisplayName("S28 closed in connectionMade it does not begin to hear")
  void closesAtOnce() throws IOException {
    DatagramProtocol closing =
        new DatagramProtocol() {
          @Override
          public void connectionMade(DatagramTransport made) {
            made.sendTo(ByteBuffer.allocate(1), TARGET);
            made.close();
          }
        };
    DatagramSocketTransport closed =
        new DatagramSocketTransport(
            loop, socket, Optional.empty(), closing, new TransferBuffers(), ended -> {});
    loop.removeReader(socket);
    closed.start();

    assertFalse(loop.isRead(), "a spin");
  }

  @Test
  @DisplayName("S24 a target that is not resolved is refused, also where there is no room")
  void refusesWhatIsUnresolved() {
    InetSocketAddress named = InetSocketAddress.createUnresolved("localhost", 1);
    send("a");

    assertThrows(
        IllegalArgumentException.class, () -> transport.sendTo(ByteBuffer.allocate(1), named));
  }

  @Test
  @DisplayName("S28 aborted when it is told to pause, it watches nothing")
  void abortsInCalls() {
    transport.setWriteBufferLimits(0, 0);
    transport.setProtocol(
        new Events() {
          @Override
          public void pauseWriting() {
            transport.abort();
          }
        });
    send("a");
    assertFalse(loop.isWatched(), "a spin");
    spin();
    assertEquals(List.of("lost Optional.empty"), events);
  }

  @Test
  @DisplayName("S28 aborted when it is told of an error, it sends no more")
  void abortsAtAnError() {
    transport.setProtocol(
        new Events() {
          @Override
          public void errorReceived(IOException error) {
            transport.abort();
          }
        });
    send("bad");
    send("b");
    socket.failing = "bad";
    socket.room = 9;
    loop.ready();
    spin();

    assertEquals(List.of(), socket.sent);
    assertEquals(List.of("lost Optional.empty"), events);
  }

  private void send(String text) {
    transport.sendTo(StandardCharsets.UTF_8.encode(text), TARGET);
  }

  private void spin() {
    loop.stop();
    loop.runForever();
  }

  private class Events implements DatagramProtocol {

    @Override
    public void errorReceived(IOException error) {
      events.add("error " + error.getMessage());
    }

    @Override
    public void pauseWriting() {
      events.add("pause");
    }

    @Override
    public void resumeWriting() {
      events.add("resume");
    }

    @Override
    public void connectionLost(Optional<Throwable> cause) {
      events.add("lost " + cause);
    }
  }

  /** A selector holds no socket but the system's. */
  private static final class Writers extends SelectorEventLoop {

    private Optional<Runnable> writer = Optional.empty();
    private boolean reading;

    boolean isWatched() {
      return writer.isPresent();
    }

    boolean isRead() {
      return reading;
    }

    void ready() {
      writer.orElseThrow().run();
    }

    @Override
    public void addReader(SelectableChannel channel, Runnable callback) {
      reading = true;
    }

    @Override
    public boolean removeReader(SelectableChannel channel) {
      reading = false;
      return true;
    }

    @Override
    public void addWriter(SelectableChannel channel, Runnable callback) {
      writer = Optional.of(callback);
    }

    @Override
    public boolean removeWriter(SelectableChannel channel) {
      writer = Optional.empty();
      return true;
    }
  }
}
