package org.hotloop.loop.internal.pipe;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;

/** A pipe that is written to. */
final class WritePipeConnection<P extends BaseProtocol<WriteTransport>>
    extends PipeConnection<WritePipeTransport, P, WritePipe<P>> {

  private final EventLoop loop;
  private final TransferBuffers buffers;

  WritePipeConnection(
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
  WritePipeTransport transport(PipeEnd end) {
    return new WritePipeTransport(loop, end, this, buffers);
  }

  @Override
  void connect(P protocol, WritePipeTransport transport) {
    protocol.connectionMade(transport);
  }

  @Override
  WritePipe<P> result(P protocol, WritePipeTransport transport) {
    return new WritePipe<>(transport, protocol);
  }

  @Override
  public void received(ByteBuffer data) {
    throw new IllegalStateException("nothing is read from " + this);
  }

  @Override
  public void ended() {
    throw new IllegalStateException("nothing is read from " + this);
  }
}
