package org.hotloop.loop.internal.pipe;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.loop.internal.transport.OwnRoom;
import org.hotloop.loop.internal.transport.WriteBuffer;

/** Who is told what happens at one end of a pipe. Loop's thread only. */
public interface PipeOwner extends WriteBuffer.FlowListener, OwnRoom {

  /** Bytes have come, and not to where there was {@link #room}; valid during the call only. */
  void received(ByteBuffer data);

  /** Nobody writes any more. */
  void ended();

  /** The last call: it is closed. */
  void lost(Optional<Throwable> cause);
}
