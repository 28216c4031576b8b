package org.hotloop.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.ChannelCallbacks.Side;
import org.hotloop.loop.internal.ChannelReadiness;
import org.hotloop.loop.internal.net.DatagramEndpoints;
import org.hotloop.loop.internal.pipe.ChannelEnd;
import org.hotloop.loop.internal.pipe.Pipes;
import org.hotloop.loop.internal.selector.SelectorDriver;
import org.hotloop.loop.internal.sock.SockOperations;
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.Datagram;
import org.hotloop.transport.DatagramEndpoint;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;

/**
 * asyncio's {@code SelectorEventLoop}, on a {@link Selector}: channels cost what the kernel's own
 * selection costs. Raw descriptors, which a selector cannot hold, are waited for by the native
 * layer, whose hand-over wakes this loop once for all that is ready; while it has no channels, and
 * no other loop runs, this loop waits for them itself.
 *
 * <p>To be created by hand, inside OSGi or out, and to be subclassed. It starts no thread of its
 * own before the executor or a descriptor is used.
 */
@SuppressWarnings("this-escape") // the operations keep their loop, and call it only once used
public class SelectorEventLoop extends NetworkEventLoop {

  private final ChannelReadiness channels;

  /** Null before the first one of them. The loop's thread only, or while it does not run. */
  private SockOperations operations;

  /** As {@link #operations}. */
  private DatagramEndpoints datagrams;

  /** As {@link #operations}; the pipes on channels. */
  private Pipes<SelectableChannel> pipes;

  /**
   * A loop over a new selector of the JDK's default provider.
   *
   * @throws UncheckedIOException when none can be opened, such as for want of descriptors
   */
  public SelectorEventLoop() {
    this(openSelector());
  }

  /** A loop over {@code selector}, which the loop owns from now on and closes with itself. */
  public SelectorEventLoop(Selector selector) {
    this(new ChannelReadiness(Objects.requireNonNull(selector, "selector")));
  }

  private SelectorEventLoop(ChannelReadiness channels) {
    this.channels = channels;
  }

  @Override
  public void addReader(SelectableChannel channel, Runnable callback) {
    add(channel, Side.READER, callback);
  }

  @Override
  public boolean removeReader(SelectableChannel channel) {
    checkThread();
    return channels.remove(channel, Side.READER);
  }

  @Override
  public void addWriter(SelectableChannel channel, Runnable callback) {
    add(channel, Side.WRITER, callback);
  }

  @Override
  public boolean removeWriter(SelectableChannel channel) {
    checkThread();
    return channels.remove(channel, Side.WRITER);
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel> CompletableFuture<byte[]> sockRecv(
      C channel, int max) {
    return operations().recv(channel, max);
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel>
      CompletableFuture<Integer> sockRecvInto(C channel, ByteBuffer target) {
    return operations().recvInto(channel, target);
  }

  @Override
  public CompletableFuture<Datagram> sockRecvFrom(DatagramChannel channel, int max) {
    return operations().recvFrom(channel, max);
  }

  @Override
  public <C extends SelectableChannel & WritableByteChannel> CompletableFuture<Void> sockSendAll(
      C channel, ByteBuffer data) {
    return operations().sendAll(channel, data);
  }

  @Override
  public CompletableFuture<Integer> sockSendTo(
      DatagramChannel channel, ByteBuffer data, SocketAddress target) {
    return operations().sendTo(channel, data, target);
  }

  @Override
  public CompletableFuture<Void> sockConnect(SocketChannel channel, SocketAddress address) {
    return operations().connect(channel, address);
  }

  @Override
  public CompletableFuture<SocketChannel> sockAccept(ServerSocketChannel server) {
    return operations().accept(server);
  }

  @Override
  public CompletableFuture<Long> sockSendfile(
      SocketChannel channel, FileChannel file, long offset, long count) {
    return operations().sendfile(channel, file, offset, count);
  }

  @Override
  public <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<P> protocol, DatagramSpec spec) {
    checkThread();
    checkOpen();
    if (datagrams == null) {
      datagrams = new DatagramEndpoints(front());
    }
    return datagrams.create(protocol, spec);
  }

  @Override
  public <P extends ReadPipeProtocol, C extends SelectableChannel & ReadableByteChannel>
      CompletableFuture<ReadPipe<P>> connectReadPipe(Supplier<P> protocol, C source) {
    return pipes().read(protocol, source);
  }

  @Override
  public <P extends BaseProtocol<WriteTransport>, C extends SelectableChannel & WritableByteChannel>
      CompletableFuture<WritePipe<P>> connectWritePipe(Supplier<P> protocol, C sink) {
    return pipes().write(protocol, sink);
  }

  private Pipes<SelectableChannel> pipes() {
    checkThread();
    checkOpen();
    if (pipes == null) {
      pipes = new Pipes<>(front(), channel -> ChannelEnd.take(front(), channel));
    }
    return pipes;
  }

  @Override
  protected SocketDriver newSocketDriver() {
    return new SelectorDriver(front(), operations());
  }

  private SockOperations operations() {
    checkThread();
    checkOpen();
    if (operations == null) {
      operations = new SockOperations(front());
    }
    return operations;
  }

  @Override
  protected void poll(long timeoutNanos) {
    if (timeoutNanos == 0) {
      place().look();
    } else if (!place().settle(channels.isEmpty())) {
      return;
    } else if (place().isSettled()) {
      place().await(timeoutNanos);
      return;
    }
    try {
      channels.select(timeoutNanos, this::callSoon);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  protected void wakeup() {
    if (!place().wake()) {
      channels.wakeup();
    }
  }

  /** Operations of two engines would take the other's reader away when they are cancelled. */
  @Override
  public void runFor(EventLoop newFront, Optional<EventLoop> before) {
    super.runFor(newFront, before);
    if (before.isPresent() && before.get() instanceof SelectorEventLoop same) {
      operations = same.operations;
    }
  }

  @Override
  protected boolean watchesChannels() {
    return true;
  }

  @Override
  protected void disconnect(IOException cause) {
    super.disconnect(cause);
    if (datagrams != null) {
      datagrams.disconnect(cause);
    }
    if (pipes != null) {
      pipes.disconnect(cause);
    }
    if (operations != null) {
      operations.fail(cause);
    }
  }

  @Override
  protected boolean hasMade() {
    return super.hasMade()
        || (operations != null && !operations.isIdle())
        || (datagrams != null && !datagrams.isIdle())
        || (pipes != null && !pipes.isIdle());
  }

  @Override
  protected void closeMade() {
    try (SockOperations waiting = operations;
        DatagramEndpoints endpoints = datagrams;
        Pipes<SelectableChannel> connected = pipes) {
      super.closeMade(); // connections first: what they wait for ends with them
    }
  }

  @Override
  protected void closeResources() {
    try (channels) {
      super.closeResources();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void add(SelectableChannel channel, Side side, Runnable callback) {
    checkThread();
    checkOpen();
    channels.add(channel, side, handle(callback));
    wakeupIfAsleep(); // a selection that is going on does not see the new interest
  }

  private static Selector openSelector() {
    try {
      return Selector.open();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
