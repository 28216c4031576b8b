package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.baseline.Baseline;
import org.hotloop.transport.DatagramEndpoint;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.DatagramTransport;
import org.hotloop.transport.ExtraInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's datagram endpoints, and what they tell their protocols. */
public abstract class EventLoopDatagramContract extends NetworkSuite {

  /** More than a datagram over IPv4 can hold. */
  private static final int TOO_MUCH = 65_508;

  private final RecordingDatagrams here = new RecordingDatagrams();
  private final RecordingDatagrams there = new RecordingDatagrams();

  @Test
  @DisplayName("S22 each datagram comes in one piece with its sender, also an empty one")
  void receivesInPieces() throws Exception {
    DatagramTransport receiving = open(there, onFreePort());
    DatagramTransport sending = open(here, onFreePort());

    for (String text : List.of("hot", "", "loop")) {
      sending.sendTo(utf8(text), address(receiving));
    }
    runUntil(() -> there.received.size() == 3);

    assertEquals(List.of("hot", "", "loop"), there.received);
    assertEquals(List.of("made", "datagram", "datagram", "datagram"), there.events);
    assertEquals(address(sending), there.senders.get(2));
    assertEquals(List.of("made"), here.events);
  }

  @Test
  @DisplayName("S22 the largest datagram comes whole")
  void receivesTheLargest() throws Exception {
    DatagramTransport receiving = open(there, onFreePort());

    open(here, onFreePort()).sendTo(ByteBuffer.wrap(new byte[TOO_MUCH - 1]), address(receiving));
    runUntil(() -> there.received.size() == 1);

    assertEquals(TOO_MUCH - 1, there.received.get(0).length());
  }

  @Test
  @DisplayName("S23 a connected endpoint hears its peer only, and sends to nobody else")
  void connects() throws Exception {
    DatagramTransport peer = open(there, onFreePort());
    RecordingDatagrams stranger = new RecordingDatagrams();
    DatagramTransport connected = open(here, DatagramSpec.to(HOST, address(peer).getPort()));
    open(stranger, onFreePort()).sendTo(utf8("stranger"), address(connected));

    connected.sendTo(utf8("a"));
    connected.sendTo(utf8("b"), address(peer));
    runUntil(() -> there.received.size() == 2);
    peer.sendTo(utf8("answer"), (InetSocketAddress) there.senders.get(0));
    runUntil(() -> !here.received.isEmpty());

    assertEquals(List.of("answer"), here.received);
    assertEquals(Optional.of(address(peer)), connected.getExtraInfo(ExtraInfo.PEERNAME));
    InetSocketAddress another = address(stranger.transport);
    assertThrows(IllegalArgumentException.class, () -> connected.sendTo(utf8("x"), another));
  }

  @Test
  @DisplayName("S24 without a peer it has to be said where to, and the target is to be resolved")
  void wantsATarget() throws Exception {
    DatagramTransport transport = open(here, onFreePort());
    InetSocketAddress named = InetSocketAddress.createUnresolved("localhost", 1);

    assertThrows(IllegalStateException.class, () -> transport.sendTo(utf8("x")));
    assertThrows(IllegalArgumentException.class, () -> transport.sendTo(utf8("x"), named));
    assertEquals(Optional.empty(), transport.getExtraInfo(ExtraInfo.PEERNAME));
    assertEquals(List.of("made"), here.events);
  }

  @Test
  @DisplayName("S25 where nobody listens a connected endpoint is told, and goes on")
  void tellsOfARefusal() throws Exception {
    DatagramTransport peer = open(there, onFreePort());
    InetSocketAddress address = address(peer);
    DatagramTransport connected = open(here, DatagramSpec.to(address));
    peer.close();
    run(there.lost);

    connected.sendTo(utf8("x"));
    runUntil(() -> !here.errors.isEmpty());
    assertInstanceOf(PortUnreachableException.class, here.errors.get(0));

    RecordingDatagrams next = new RecordingDatagrams();
    open(next, DatagramSpec.on(address));
    connected.sendTo(utf8("y"));
    runUntil(() -> !next.received.isEmpty());
    assertEquals(List.of("made", "error"), here.events);
  }

  @Test
  @DisplayName("S25 one that is too long, or to another family, is told of and not sent")
  void tellsWhatCannotBeSent() throws Exception {
    DatagramTransport receiving = open(there, onFreePort());
    DatagramTransport sending = open(here, onFreePort().family(StandardProtocolFamily.INET));

    sending.sendTo(ByteBuffer.allocate(TOO_MUCH), address(receiving));
    sending.sendTo(utf8("x"), new InetSocketAddress(Inet6Address.getByName("::1"), 1));
    sending.sendTo(utf8("next"), address(receiving));
    runUntil(() -> !there.received.isEmpty());

    assertEquals(2, here.errors.size(), here.errors.toString());
    assertEquals(List.of("next"), there.received);
    assertEquals(0, sending.getWriteBufferSize());
  }

  @Test
  @DisplayName("S27 a protocol that throws is told of, and cut off with that as the cause")
  void cutsOffWhatThrows() throws Exception {
    RuntimeException failure = new IllegalStateException("no");
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    RecordingDatagrams throwing =
        new RecordingDatagrams() {
          @Override
          public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            throw failure;
          }
        };
    DatagramTransport receiving = open(throwing, onFreePort());
    DatagramTransport sending = open(here, onFreePort());

    sending.sendTo(utf8("x"), address(receiving));
    sending.sendTo(utf8("y"), address(receiving));

    assertSame(failure, run(throwing.lost).orElseThrow());
    assertEquals(1, reported.size());
    assertSame(failure, reported.get(0).exception().orElseThrow());
    assertSame(throwing, reported.get(0).details().get("protocol"));
    assertSame(receiving, reported.get(0).details().get("transport"));
  }

  @Test
  @DisplayName("S27 one that throws in connectionMade, or when it is told an error, as well")
  void cutsOffWhatThrowsElsewhere() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    RecordingDatagrams throwing =
        new RecordingDatagrams() {
          @Override
          public void connectionMade(DatagramTransport made) {
            throw new IllegalStateException("no");
          }
        };
    RecordingDatagrams helpless =
        new RecordingDatagrams() {
          @Override
          public void errorReceived(IOException error) {
            throw new IllegalStateException(error);
          }
        };
    open(throwing, onFreePort());
    DatagramTransport transport = open(helpless, onFreePort());
    transport.sendTo(ByteBuffer.allocate(TOO_MUCH), address(transport));

    assertTrue(run(throwing.lost).isPresent());
    assertTrue(run(helpless.lost).isPresent());
    assertEquals(2, reported.size());
  }

  @Test
  @DisplayName("S28 closed it hears and sends nothing more; the loss is told later, once")
  void closes() throws Exception {
    DatagramTransport receiving = open(there, onFreePort());
    DatagramTransport transport = open(here, onFreePort());
    receiving.sendTo(utf8("too late"), address(transport));

    transport.close();
    transport.close();
    transport.abort();
    assertTrue(transport.isClosing());
    assertFalse(here.events.contains("lost"), "inside the call");
    transport.sendTo(utf8("late"), address(receiving));

    assertEquals(Optional.empty(), run(here.lost));
    receiving.sendTo(utf8("to itself"), address(receiving));
    runUntil(() -> !there.received.isEmpty());
    assertEquals(List.of("made", "lost"), here.events);
    assertEquals(List.of("to itself"), there.received);
    assertFalse(transport.getExtraInfo(ExtraInfo.SOCKET).orElseThrow().isOpen());
  }

  @Test
  @DisplayName("S28 closed while it hears, it hears no more")
  void closesWhileItHears() throws Exception {
    RecordingDatagrams closing =
        new RecordingDatagrams() {
          @Override
          public void datagramReceived(ByteBuffer data, SocketAddress sender) {
            super.datagramReceived(data, sender);
            transport.close();
          }
        };
    DatagramTransport receiving = open(closing, onFreePort());
    DatagramTransport sending = open(here, onFreePort());
    sending.sendTo(utf8("a"), address(receiving));
    sending.sendTo(utf8("b"), address(receiving));

    run(closing.lost);
    assertEquals(List.of("made", "datagram", "lost"), closing.events);
  }

  @Test
  @DisplayName("S29 it is where the spec says, by name or address, in the family that is asked for")
  void isWhereItIsToBe() throws Exception {
    DatagramTransport named = open(here, DatagramSpec.on("localhost", 0));
    assertTrue(address(named).getAddress().isLoopbackAddress());
    assertNotEquals(0, address(named).getPort());

    DatagramTransport everywhere = open(there, DatagramSpec.onAll(0));
    InetSocketAddress from = new InetSocketAddress("127.0.0.3", 0);
    DatagramSpec spec = DatagramSpec.to(HOST, address(everywhere).getPort()).localAddress(from);
    open(new RecordingDatagrams(), spec).sendTo(utf8("x"));
    runUntil(() -> !there.received.isEmpty());
    InetSocketAddress sender = (InetSocketAddress) there.senders.get(0);
    assertEquals(from.getAddress(), sender.getAddress());

    assertThrows(
        UnknownHostException.class,
        () -> open(here, onFreePort().family(StandardProtocolFamily.INET6)));
    assertThrows(
        UnknownHostException.class, () -> open(here, DatagramSpec.on("nobody.invalid", 0)));
    assertThrows(
        IllegalArgumentException.class, () -> onFreePort().family(StandardProtocolFamily.UNIX));
  }

  @Test
  @DisplayName("S29 an address that is taken is named, and nothing is left open")
  void namesWhatIsTaken() throws Exception {
    InetSocketAddress taken = address(open(here, onFreePort()));
    Baseline baseline = Baseline.ofDescriptors();

    BindException refused =
        assertThrows(BindException.class, () -> open(there, DatagramSpec.on(taken)));

    assertTrue(refused.getMessage().contains(taken.toString()), refused.getMessage());
    assertEquals(List.of(), baseline.leftovers());
  }

  @Test
  @DisplayName("S29 a port is shared by those who say so")
  void sharesAPort() throws Exception {
    InetSocketAddress shared = address(open(here, onFreePort().reusePort(true)));
    DatagramSpec same = DatagramSpec.on(shared);

    open(there, same.reusePort(true));

    assertThrows(BindException.class, () -> open(new RecordingDatagrams(), same));
  }

  @Test
  @DisplayName("S30 to broadcast it has to be allowed; anybody may answer, but it has one target")
  void broadcasts() throws Exception {
    DatagramTransport peer = open(there, onFreePort());
    DatagramTransport transport = open(here, DatagramSpec.to(address(peer)).broadcast(true));
    RecordingDatagrams stranger = new RecordingDatagrams();

    transport.sendTo(utf8("x"));
    runUntil(() -> !there.received.isEmpty());
    int port = ((InetSocketAddress) there.senders.get(0)).getPort();
    open(stranger, onFreePort()).sendTo(utf8("answer"), new InetSocketAddress(HOST, port));
    runUntil(() -> !here.received.isEmpty());

    NetworkChannel socket = transport.getExtraInfo(ExtraInfo.SOCKET).orElseThrow();
    assertTrue(socket.getOption(StandardSocketOptions.SO_BROADCAST));
    InetSocketAddress another = address(stranger.transport);
    assertThrows(IllegalArgumentException.class, () -> transport.sendTo(utf8("x"), another));
    assertEquals(Optional.empty(), transport.getExtraInfo(ExtraInfo.PEERNAME));
  }

  @Test
  @DisplayName("S31 another protocol takes over, without a connectionMade of its own")
  void changesTheProtocol() throws Exception {
    DatagramTransport transport = open(here, onFreePort());

    transport.setProtocol(there);
    assertSame(there, transport.getProtocol());
    transport.sendTo(utf8("x"), address(transport));
    runUntil(() -> !there.received.isEmpty());
    transport.abort();

    run(there.lost);
    assertEquals(List.of("datagram", "lost"), there.events);
    assertEquals(List.of("made"), here.events);
  }

  @Test
  @DisplayName("S32 one that is cancelled is not made, and a factory that throws leaves nothing")
  void makesNothing() throws Exception {
    RuntimeException failure = new IllegalStateException("no");
    Baseline baseline = Baseline.ofDescriptors();
    CompletableFuture<DatagramEndpoint<RecordingDatagrams>> cancelled =
        loop.createDatagramEndpoint(() -> here, onFreePort());
    cancelled.cancel(false);
    CompletableFuture<DatagramEndpoint<RecordingDatagrams>> failing =
        loop.createDatagramEndpoint(
            () -> {
              throw failure;
            },
            onFreePort());

    assertSame(failure, assertThrows(IllegalStateException.class, () -> run(failing)));
    assertEquals(List.of(), here.events);
    assertEquals(List.of(), baseline.leftovers());
  }

  @Test
  @DisplayName("S33 a loop that is closed closes its endpoints, warns, and tells no protocol")
  void endsWithTheLoop() throws Exception {
    DatagramTransport transport;
    try (LogRecorder log = new LogRecorder()) {
      transport = open(here, onFreePort());

      loop.close();

      assertTrue(transport.isClosing());
      assertTrue(log.warnings().toString().contains("open datagram"), log.warnings().toString());
    }
    assertFalse(transport.getExtraInfo(ExtraInfo.SOCKET).orElseThrow().isOpen());
    assertEquals(List.of("made"), here.events);
    assertThrows(
        EventLoopClosedException.class,
        () -> loop.createDatagramEndpoint(() -> here, onFreePort()));
  }

  private DatagramTransport open(RecordingDatagrams protocol, DatagramSpec spec) throws Exception {
    DatagramEndpoint<RecordingDatagrams> endpoint =
        run(loop.createDatagramEndpoint(() -> protocol, spec));
    assertSame(protocol, endpoint.protocol());
    return endpoint.transport();
  }

  private static DatagramSpec onFreePort() {
    return DatagramSpec.on(HOST, 0);
  }

  private static InetSocketAddress address(DatagramTransport transport) {
    return (InetSocketAddress) transport.getExtraInfo(ExtraInfo.SOCKNAME).orElseThrow();
  }
}
