package org.hotloop.loop.internal.pipe;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;

/** A pipe that is read from. */
final class ReadPipeConnection<P extends ReadPipeProtocol>
    extends PipeConnection<ReadPipeTransport, P, ReadPipe<P>> {

  private final EventLoop loop;
  private final TransferBuffers buffers;

  ReadPipeConnection(
      EventLoop loop,
      PipeEnd end,
      Supplier<P> factory,
      TransferBuffers buffers,
      Consumer<PipeConnection<?, ?, ?>> onEnd) {
    super(loop, end, factory, onEnd);
    this.loop = loop;
    this.buffers = buffers;
  }

  @Override
  ReadPipeTransport transport(PipeEnd end) {
    return new ReadPipeTransport(loop, end, this, buffers);
  }

  @Override
  void connect(P protocol, ReadPipeTransport transport) {
    protocol.connectionMade(transport);
  }

  @Override
  ReadPipe<P> result(P protocol, ReadPipeTransport transport) {
    return new ReadPipe<>(transport, protocol);
  }

  @Override
  public void received(ByteBuffer data) {
    tell("dataReceived", () -> protocol().dataReceived(data));
  }

  @Override
  public void ended() {
    tell("eofReceived", protocol()::eofReceived);
  }
}
