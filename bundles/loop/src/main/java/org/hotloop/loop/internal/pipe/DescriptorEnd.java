package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.Handle;
import org.hotloop.loop.internal.RawReadiness;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.Kind;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;

/** A raw descriptor. */
public final class DescriptorEnd implements PipeEnd {

  private final EventLoop loop;
  private final RawReadiness readiness;
  private final Descriptor descriptor;
  private final boolean tellsOfReader;
  private Optional<Handle> next = Optional.empty();

  /**
   * Owns {@code descriptor}, which does not block.
   *
   * @param readiness watches it, also where the loop has no readers and writers for its users
   * @param tellsOfReader whether it is ready to be read, by an error, when nobody reads any more:
   *     that of a pipe is, while a terminal may be for what was typed
   */
  public DescriptorEnd(
      EventLoop loop, RawReadiness readiness, Descriptor descriptor, boolean tellsOfReader) {
    this.loop = loop;
    this.readiness = readiness;
    this.descriptor = descriptor;
    this.tellsOfReader = tellsOfReader;
  }

  /**
   * Owns {@code fd} from now on, and makes it non-blocking.
   *
   * @throws IllegalArgumentException when it is not open, or no pipe, socket or character device;
   *     then it stays the caller's
   */
  public static DescriptorEnd take(EventLoop loop, RawReadiness readiness, int fd) {
    Descriptors descriptors = Posix.get().descriptors();
    try {
      Kind kind = descriptors.kind(fd);
      if (kind == Kind.OTHER) {
        throw new IllegalArgumentException(
            "descriptor %d is no pipe, FIFO, socket or character device".formatted(fd));
      }
      Descriptor descriptor = descriptors.adopt(fd);
      return new DescriptorEnd(loop, readiness, descriptor, kind != Kind.CHARACTER_DEVICE);
    } catch (PosixException e) {
      if (e.errnoName().equals("EBADF")) {
        throw new IllegalArgumentException("descriptor %d is not open".formatted(fd), e);
      }
      throw new UncheckedIOException(e);
    }
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
  public void enlarge() {
    descriptor.enlargePipe();
  }

  @Override
  public void watchReading(Runnable ready) {
    readiness.add(descriptor.fd(), Interest.READ, ready);
  }

  @Override
  public void stopReading() {
    readiness.remove(descriptor.fd(), Interest.READ);
  }

  @Override
  public void watchWriting(Runnable ready) {
    try {
      readiness.add(descriptor.fd(), Interest.WRITE, ready);
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
    readiness.remove(descriptor.fd(), Interest.WRITE);
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
