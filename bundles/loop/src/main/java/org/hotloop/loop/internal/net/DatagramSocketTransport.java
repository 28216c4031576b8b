package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramTransport;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.WriteBufferLimits;

/**
 * asyncio's {@code _SelectorDatagramTransport}: an endpoint on a loop that has readers and writers.
 * It is open; then closing, while what is buffered is still sent; then lost, which the protocol is
 * told in an iteration of its own. Loop's thread only, but where a method says otherwise.
 */
final class DatagramSocketTransport implements DatagramTransport, OutgoingDatagrams.Owner {

  private static final Logger LOGGER = System.getLogger(DatagramSocketTransport.class.getName());

  /** How many datagrams one wake-up receives: the loop has others to look after. */
  private static final int RECEIVED_PER_WAKEUP = 16;

  /** asyncio's patience with who sends on after the end. */
  private static final int SENT_BEFORE_WARNING = 5;

  private final EventLoop loop;
  private final DatagramChannel channel;
  private final Optional<InetSocketAddress> peer;
  private final TransferBuffers buffers;
  private final Consumer<DatagramSocketTransport> onEnd;
  private final Map<ExtraInfo<?>, Object> extra;
  private final OutgoingDatagrams outgoing;

  private DatagramProtocol protocol;
  private int lateSends;
  private volatile boolean closing;
  private volatile boolean lost;

  /**
   * Owns {@code channel}, which is bound and not blocking.
   *
   * @param peer the only one to send to
   * @param onEnd told when the protocol was told the end
   */
  DatagramSocketTransport(
      EventLoop loop,
      DatagramChannel channel,
      Optional<InetSocketAddress> peer,
      DatagramProtocol protocol,
      TransferBuffers buffers,
      Consumer<DatagramSocketTransport> onEnd)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.peer = peer;
    this.buffers = buffers;
    this.onEnd = onEnd;
    outgoing = new OutgoingDatagrams(loop, channel, this);
    extra = extraOf(channel);
    setProtocol(protocol);
  }

  private static Map<ExtraInfo<?>, Object> extraOf(DatagramChannel channel) throws IOException {
    Map<ExtraInfo<?>, Object> extra = new HashMap<>();
    extra.put(ExtraInfo.SOCKET, channel);
    extra.put(ExtraInfo.SOCKNAME, channel.getLocalAddress());
    if (channel.isConnected()) {
      extra.put(ExtraInfo.PEERNAME, channel.getRemoteAddress());
    }
    return Map.copyOf(extra);
  }

  /** Tells the protocol, and begins to receive unless that has closed it. */
  void start() {
    tell("connectionMade", () -> protocol.connectionMade(this));
    if (!closing) {
      loop.addReader(channel, this::readReady);
    }
  }

  @Override
  public DatagramProtocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(DatagramProtocol next) {
    protocol = Objects.requireNonNull(next, "protocol");
  }

  @Override
  @SuppressWarnings("unchecked") // each key is there with a value of its own type
  public <T> Optional<T> getExtraInfo(ExtraInfo<T> key) {
    return Optional.ofNullable((T) extra.get(key));
  }

  private void readReady() {
    for (int i = 0; i < RECEIVED_PER_WAKEUP && !closing; i++) {
      ByteBuffer room = buffers.forReading();
      SocketAddress sender;
      try {
        sender = channel.receive(room);
      } catch (IOException e) {
        failed(e);
        return;
      }
      if (sender == null) {
        return;
      }
      tell("datagramReceived", () -> protocol.datagramReceived(room.flip(), sender));
    }
  }

  @Override
  public void sendTo(ByteBuffer data) {
    if (peer.isEmpty()) {
      throw new IllegalStateException("there is no peer, so say where to send: " + this);
    }
    send(data, peer.get());
  }

  @Override
  public void sendTo(ByteBuffer data, InetSocketAddress target) {
    if (target.isUnresolved()) {
      throw new IllegalArgumentException("the target is not resolved: " + target);
    }
    if (peer.isPresent() && !peer.get().equals(target)) {
      throw new IllegalArgumentException(
          "the target is not the peer, %s: %s".formatted(peer.get(), target));
    }
    send(data, target);
  }

  private void send(ByteBuffer data, InetSocketAddress target) {
    if (closing) {
      refuseLateSend();
      return;
    }
    outgoing.send(data, target);
  }

  @Override
  public void sent() {
    if (closing) {
      lose(Optional.empty());
    }
  }

  @Override
  public void failed(IOException error) {
    tell("errorReceived", () -> protocol.errorReceived(error));
  }

  private void refuseLateSend() {
    lateSends++;
    if (lateSends == SENT_BEFORE_WARNING) {
      LOGGER.log(Level.WARNING, "{0} is sent to although it is closed", this);
    }
  }

  @Override
  public long getWriteBufferSize() {
    return outgoing.unsent().size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return outgoing.unsent().limits();
  }

  @Override
  public void setWriteBufferLimits(long low, long high) {
    outgoing.unsent().limits(low, high);
  }

  @Override
  public void pauseWriting() {
    tell("pauseWriting", protocol::pauseWriting);
  }

  @Override
  public void resumeWriting() {
    tell("resumeWriting", protocol::resumeWriting);
  }

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      loop.removeReader(channel);
      if (outgoing.unsent().isEmpty()) {
        lose(Optional.empty());
      }
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void abort() {
    breakOff(Optional.empty());
  }

  /** Drops what is buffered, and ends. */
  void breakOff(Optional<Throwable> cause) {
    closing = true;
    outgoing.unsent().drop();
    lose(cause);
  }

  /** Who fails is told no more than the end. */
  private void tell(String method, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      loop.callExceptionHandler(
          ExceptionContext.of("%s of %s failed".formatted(method, this), e)
              .with("protocol", protocol)
              .with("transport", this));
      breakOff(Optional.of(e));
    }
  }

  /** Watches no more, and tells the protocol in the next iteration, so never inside its calls. */
  private void lose(Optional<Throwable> cause) {
    if (lost) {
      return;
    }
    lost = true;
    loop.removeReader(channel);
    outgoing.stop();
    loop.callSoon(() -> end(cause));
  }

  private void end(Optional<Throwable> cause) {
    try {
      protocol.connectionLost(cause);
    } finally {
      discard();
      onEnd.accept(this);
    }
  }

  /** Closes at once, and tells nobody. */
  void discard() {
    closing = true;
    lost = true;
    Channels.close(channel);
  }

  /** Any thread. */
  @Override
  public String toString() {
    String state = lost ? "closed" : closing ? "closing" : "open";
    String to = peer.map(address -> " -> " + address).orElse("");
    return "DatagramTransport[%s%s %s]".formatted(extra.get(ExtraInfo.SOCKNAME), to, state);
  }
}
