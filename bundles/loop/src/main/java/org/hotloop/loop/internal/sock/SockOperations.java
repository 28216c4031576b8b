package org.hotloop.loop.internal.sock;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.transport.Datagram;

/**
 * asyncio's {@code sock_recv} and its kin, for a loop that has readers and writers. The methods
 * have the contracts of {@link EventLoop}'s.
 */
public final class SockOperations implements AutoCloseable {

  private final EventLoop loop;
  private final WaitingOperations operations;

  /** For {@code loop}, which checks who calls. */
  public SockOperations(EventLoop loop) {
    this.loop = loop;
    operations = new WaitingOperations(loop);
  }

  /** As {@link EventLoop#sockRecv}. */
  public <C extends SelectableChannel & ReadableByteChannel> CompletableFuture<byte[]> recv(
      C channel, int max) {
    ByteBuffer target = room(max);
    return operations.begin(
        channel,
        Direction.READING,
        taker -> receive(channel, target, count -> taker.take(bytes(target))));
  }

  /** As {@link EventLoop#sockRecvInto}. */
  public <C extends SelectableChannel & ReadableByteChannel> CompletableFuture<Integer> recvInto(
      C channel, ByteBuffer target) {
    Objects.requireNonNull(target, "target");
    return operations.begin(channel, Direction.READING, taker -> receive(channel, target, taker));
  }

  /** As {@link EventLoop#sockRecvFrom}. */
  public CompletableFuture<Datagram> recvFrom(DatagramChannel channel, int max) {
    ByteBuffer target = room(max);
    return operations.begin(
        channel,
        Direction.READING,
        taker -> {
          SocketAddress sender = channel.receive(target);
          if (sender != null) {
            taker.take(new Datagram(bytes(target), sender));
          }
          return sender != null;
        });
  }

  /** As {@link EventLoop#sockSendAll}. */
  public <C extends SelectableChannel & WritableByteChannel> CompletableFuture<Void> sendAll(
      C channel, ByteBuffer data) {
    Objects.requireNonNull(data, "data");
    return operations.begin(
        channel,
        Direction.WRITING,
        taker -> {
          channel.write(data);
          return !data.hasRemaining() && taken(taker, null);
        });
  }

  /** As {@link EventLoop#sockSendTo}. */
  public CompletableFuture<Integer> sendTo(
      DatagramChannel channel, ByteBuffer data, SocketAddress target) {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(target, "target");
    return operations.begin(
        channel,
        Direction.WRITING,
        taker -> {
          int offered = data.remaining();
          int sent = channel.send(data, target); // all or nothing; 0 of 0 is all
          return sent == offered && taken(taker, sent);
        });
  }

  /** As {@link EventLoop#sockSendfile}. */
  public CompletableFuture<Long> sendfile(
      SocketChannel channel, FileChannel file, long offset, long count) {
    FileSend part = new FileSend(file, offset, count);
    return operations.begin(
        channel, Direction.WRITING, taker -> part.push(channel) && taken(taker, part.sent()));
  }

  /** As {@link EventLoop#sockConnect}. */
  public CompletableFuture<Void> connect(SocketChannel channel, SocketAddress address) {
    Objects.requireNonNull(address, "address");
    if (address instanceof InetSocketAddress named && named.isUnresolved()) {
      return new Chain<>(loop, loop.runInExecutor(null, () -> resolve(named)))
          .then(resolved -> connectTo(channel, resolved));
    }
    return connectTo(channel, address);
  }

  /** As {@link EventLoop#sockAccept}. */
  public CompletableFuture<SocketChannel> accept(ServerSocketChannel server) {
    return operations.begin(
        server,
        Direction.READING,
        taker -> {
          Optional<SocketChannel> accepted = Acceptance.next(server);
          if (accepted.isPresent() && !taker.take(accepted.get())) {
            accepted.get().close();
          }
          return accepted.isPresent();
        });
  }

  /** Whether nothing waits. */
  public boolean isIdle() {
    return operations.isIdle();
  }

  /** What waits fails, and is waited for no more. */
  public void fail(IOException cause) {
    operations.fail(cause);
  }

  /** What waits fails; when the loop does not run any more. */
  @Override
  public void close() {
    operations.close();
  }

  private CompletableFuture<Void> connectTo(SocketChannel channel, SocketAddress address) {
    return operations.begin(
        channel,
        Direction.WRITING,
        taker -> {
          boolean connected =
              channel.isConnectionPending() ? channel.finishConnect() : channel.connect(address);
          return connected && taken(taker, null);
        });
  }

  private static InetSocketAddress resolve(InetSocketAddress named) throws UnknownHostException {
    InetSocketAddress resolved = new InetSocketAddress(named.getHostString(), named.getPort());
    if (resolved.isUnresolved()) {
      throw new UnknownHostException(named.getHostString());
    }
    return resolved;
  }

  private static boolean receive(
      ReadableByteChannel channel, ByteBuffer target, Attempt.Taker<? super Integer> taker)
      throws IOException {
    boolean room = target.hasRemaining();
    int count = room ? channel.read(target) : 0;
    return (count != 0 || !room) && taken(taker, Math.max(count, 0)); // -1 is the end
  }

  private static <T> boolean taken(Attempt.Taker<T> taker, T result) {
    taker.take(result);
    return true;
  }

  private static ByteBuffer room(int max) {
    if (max < 0) {
      throw new IllegalArgumentException("max is negative: " + max);
    }
    return ByteBuffer.allocate(max);
  }

  private static byte[] bytes(ByteBuffer filled) {
    return Arrays.copyOf(filled.array(), filled.position());
  }
}
