package org.hotloop.loop.internal.net;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.loop.internal.transport.OwnRoom;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.BufferedProtocol;
import org.hotloop.transport.Protocol;

/** Where a protocol gets its bytes: shown in the loop's buffer, or put into one of its own. */
interface Incoming {

  /** Where the next bytes go. */
  ByteBuffer room();

  /**
   * They are there.
   *
   * @param room as {@link #room()} gave it
   */
  void received(ByteBuffer room, int count);

  /** The way that {@code protocol} asks for. */
  static Incoming of(Protocol protocol, TransferBuffers buffers) {
    if (protocol instanceof BufferedProtocol buffered) {
      return new Own(buffered);
    }
    Shown shown = new Shown(protocol, buffers);
    return protocol instanceof OwnRoom own ? new Either(own, shown) : shown;
  }

  /** Valid during the call only. */
  record Shown(Protocol protocol, TransferBuffers buffers) implements Incoming {

    @Override
    public ByteBuffer room() {
      return buffers.forReading();
    }

    @Override
    public void received(ByteBuffer room, int count) {
      protocol.dataReceived(room.flip());
    }
  }

  /** Nothing is copied. */
  record Own(BufferedProtocol protocol) implements Incoming {

    private static final int HINT = 64 * 1024;

    @Override
    public ByteBuffer room() {
      ByteBuffer room = protocol.getBuffer(HINT);
      if (!room.hasRemaining()) {
        throw new IllegalStateException("getBuffer() gave a buffer without room");
      }
      return room;
    }

    @Override
    public void received(ByteBuffer room, int count) {
      protocol.bufferUpdated(count);
    }
  }

  /** As the protocol, which is ours, has room or not. */
  final class Either implements Incoming {

    private final OwnRoom own;
    private final Shown shown;
    private Optional<ByteBuffer> room = Optional.empty();

    private Either(OwnRoom own, Shown shown) {
      this.own = own;
      this.shown = shown;
    }

    @Override
    public ByteBuffer room() {
      room = own.room();
      return room.orElseGet(shown::room);
    }

    @Override
    public void received(ByteBuffer target, int count) {
      if (room.isPresent()) {
        own.filled(count);
      } else {
        shown.received(target, count);
      }
    }
  }
}
