package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.Handle;
import org.hotloop.posix.Descriptor;

/** A raw descriptor. */
public final class DescriptorEnd implements PipeEnd {

  private final EventLoop loop;
  private final Descriptor descriptor;
  private final boolean tellsOfReader;
  private Optional<Handle> next = Optional.empty();

  /**
   * Owns {@code descriptor}, which does not block.
   *
   * @param tellsOfReader whether it is ready to be read, by an error, when nobody reads any more:
   *     that of a pipe is, while a terminal may be for what was typed
   */
  public DescriptorEnd(EventLoop loop, Descriptor descriptor, boolean tellsOfReader) {
    this.loop = loop;
    this.descriptor = descriptor;
    this.tellsOfReader = tellsOfReader;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return descriptor.read(target);
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    return descriptor.write(data);
  }

  @Override
  public void watchReading(Runnable ready) {
    loop.addReader(descriptor.fd(), ready);
  }

  @Override
  public void stopReading() {
    loop.removeReader(descriptor.fd());
  }

  @Override
  public void watchWriting(Runnable ready) {
    try {
      loop.addWriter(descriptor.fd(), ready);
    } catch (IllegalArgumentException alwaysReady) {
      callAgainAndAgain(ready); // a device such as /dev/null
    }
  }

  private void callAgainAndAgain(Runnable ready) {
    next =
        Optional.of(
            loop.callSoon(
                () -> {
                  callAgainAndAgain(ready);
                  ready.run();
                }));
  }

  @Override
  public void stopWriting() {
    next.ifPresent(Handle::cancel);
    loop.removeWriter(descriptor.fd());
  }

  @Override
  public void watchReader(Runnable gone) {
    if (tellsOfReader) {
      watchReading(gone);
    }
  }

  @Override
  public boolean isOpen() {
    return descriptor.isOpen();
  }

  @Override
  public void close() {
    if (isOpen()) {
      stopReading();
      stopWriting();
      descriptor.close();
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return descriptor.toString();
  }
}
