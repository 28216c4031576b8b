package org.hotloop.runtime.internal.front;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.NameInfo;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Datagram;
import org.hotloop.transport.DatagramEndpoint;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;

/**
 * What a front does not keep, and has its engine do: connections, servers, children, operations on
 * sockets, names.
 */
abstract class PassedOn implements EventLoop {

  /** Asks the engine, on the loop's thread. */
  abstract <T> T ask(Function<? super EventLoop, T> question);

  /** Asks the engine, on any thread. */
  abstract <T> T askAtOnce(Function<? super EventLoop, T> question);

  @Override
  public CompletionStage<SubprocessTransport> subprocessExec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec) {
    return askAtOnce(engine -> engine.subprocessExec(protocol, spec));
  }

  @Override
  public <P extends Protocol> CompletableFuture<Connection<P>> createConnection(
      Supplier<P> protocol, ConnectionSpec spec) {
    return ask(engine -> engine.createConnection(protocol, spec));
  }

  @Override
  public CompletableFuture<Server> createServer(
      Supplier<? extends Protocol> protocol, ServerSpec spec) {
    return ask(engine -> engine.createServer(protocol, spec));
  }

  @Override
  public CompletableFuture<StreamConnection> openConnection(ConnectionSpec spec) {
    return ask(engine -> engine.openConnection(spec));
  }

  @Override
  public CompletableFuture<Server> startServer(
      BiConsumer<StreamReader, StreamWriter> connected, ServerSpec spec) {
    return ask(engine -> engine.startServer(connected, spec));
  }

  @Override
  public <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
      Supplier<P> protocol, DatagramSpec spec) {
    return ask(engine -> engine.createDatagramEndpoint(protocol, spec));
  }

  @Override
  public <P extends ReadPipeProtocol, C extends SelectableChannel & ReadableByteChannel>
      CompletableFuture<ReadPipe<P>> connectReadPipe(Supplier<P> protocol, C source) {
    return ask(engine -> engine.connectReadPipe(protocol, source));
  }

  @Override
  public <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> connectReadPipe(
      Supplier<P> protocol, int fd) {
    return ask(engine -> engine.connectReadPipe(protocol, fd));
  }

  @Override
  public <P extends BaseProtocol<WriteTransport>, C extends SelectableChannel & WritableByteChannel>
      CompletableFuture<WritePipe<P>> connectWritePipe(Supplier<P> protocol, C sink) {
    return ask(engine -> engine.connectWritePipe(protocol, sink));
  }

  @Override
  public <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> connectWritePipe(
      Supplier<P> protocol, int fd) {
    return ask(engine -> engine.connectWritePipe(protocol, fd));
  }

  @Override
  public CompletableFuture<Long> sendfile(
      Transport transport, FileChannel file, long offset, long count) {
    return ask(engine -> engine.sendfile(transport, file, offset, count));
  }

  @Override
  public CompletableFuture<List<InetSocketAddress>> getaddrinfo(String host, int port) {
    return askAtOnce(engine -> engine.getaddrinfo(host, port));
  }

  @Override
  public CompletableFuture<NameInfo> getnameinfo(
      InetSocketAddress address, NameInfo.Flag... flags) {
    return askAtOnce(engine -> engine.getnameinfo(address, flags));
  }

  @Override
  public CompletableFuture<Transport> startTls(
      Transport transport, Protocol protocol, TlsSpec spec, TlsSide side) {
    return ask(engine -> engine.startTls(transport, protocol, spec, side));
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel> CompletableFuture<byte[]> sockRecv(
      C channel, int max) {
    return ask(engine -> engine.sockRecv(channel, max));
  }

  @Override
  public <C extends SelectableChannel & ReadableByteChannel>
      CompletableFuture<Integer> sockRecvInto(C channel, ByteBuffer target) {
    return ask(engine -> engine.sockRecvInto(channel, target));
  }

  @Override
  public CompletableFuture<Datagram> sockRecvFrom(DatagramChannel channel, int max) {
    return ask(engine -> engine.sockRecvFrom(channel, max));
  }

  @Override
  public <C extends SelectableChannel & WritableByteChannel> CompletableFuture<Void> sockSendAll(
      C channel, ByteBuffer data) {
    return ask(engine -> engine.sockSendAll(channel, data));
  }

  @Override
  public CompletableFuture<Integer> sockSendTo(
      DatagramChannel channel, ByteBuffer data, SocketAddress target) {
    return ask(engine -> engine.sockSendTo(channel, data, target));
  }

  @Override
  public CompletableFuture<Void> sockConnect(SocketChannel channel, SocketAddress address) {
    return ask(engine -> engine.sockConnect(channel, address));
  }

  @Override
  public CompletableFuture<SocketChannel> sockAccept(ServerSocketChannel server) {
    return ask(engine -> engine.sockAccept(server));
  }

  @Override
  public CompletableFuture<Long> sockSendfile(
      SocketChannel channel, FileChannel file, long offset, long count) {
    return ask(engine -> engine.sockSendfile(channel, file, offset, count));
  }
}
