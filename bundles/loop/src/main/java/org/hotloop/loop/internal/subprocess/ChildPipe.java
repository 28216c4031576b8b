package org.hotloop.loop.internal.subprocess;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.loop.internal.pipe.PipeOwner;
import org.hotloop.loop.internal.transport.OwnRoom;

/**
 * Tells a child's transport what happens at one of its pipes.
 *
 * @param fd the child's descriptor
 */
record ChildPipe(ChildTransport child, int fd) implements PipeOwner {

  @Override
  public void received(ByteBuffer data) {
    child.received(fd, data);
  }

  @Override
  public Optional<ByteBuffer> room() {
    return child.streams().flatMap(streams -> streams.output(fd)).flatMap(OwnRoom::room);
  }

  @Override
  public void filled(int count) {
    child
        .streams()
        .flatMap(streams -> streams.output(fd))
        .ifPresent(reader -> reader.filled(count));
  }

  @Override
  public void ended() {
    // the loss of the pipe says it
  }

  @Override
  public void lost(Optional<Throwable> cause) {
    child.pipeLost(fd, cause);
  }

  @Override
  public void pauseWriting() {
    child.pauseWriting();
  }

  @Override
  public void resumeWriting() {
    child.resumeWriting();
  }
}
