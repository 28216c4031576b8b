package org.hotloop.posix.internal;

import com.kenai.jffi.MemoryIO;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.hotloop.posix.Descriptor;

/** A descriptor read and written through the C library. */
final class PosixDescriptor implements Descriptor {

  private static final Logger LOGGER = System.getLogger(PosixDescriptor.class.getName());
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private static final AtomicReferenceFieldUpdater<PosixDescriptor, State> STATE =
      AtomicReferenceFieldUpdater.newUpdater(PosixDescriptor.class, State.class, "state");

  private final NativeLibrary library;
  private final int fd;

  /** Of itself, not in an object of its own: each child has a descriptor. */
  private volatile State state = State.OPEN;

  PosixDescriptor(NativeLibrary library, int fd) {
    this.library = library;
    this.fd = fd;
  }

  @Override
  public int fd() {
    if (!isOpen()) {
      throw new IllegalStateException("descriptor " + fd + " is closed");
    }
    return fd;
  }

  @Override
  public boolean isOpen() {
    return state != State.CLOSED;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("a read-only buffer");
    }
    requireOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    return target.isDirect() ? readDirect(target) : readCopied(target);
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    requireOpen();
    if (!source.hasRemaining()) {
      return 0;
    }
    return source.isDirect() ? writeDirect(source) : writeCopied(source);
  }

  @Override
  public boolean enlargePipe() {
    if (state == State.OPEN
        && PipeRoom.take(library, fd)
        && !STATE.compareAndSet(this, State.OPEN, State.ENLARGED)) {
      PipeRoom.giveBack();
    }
    return state == State.ENLARGED;
  }

  @Override
  public void close() {
    State before = STATE.getAndSet(this, State.CLOSED);
    if (before == State.CLOSED) {
      return;
    }
    // Never a second try: Linux has freed the number even when close was interrupted.
    if (library.posix().close(fd) != 0) {
      int errno = library.errno();
      if (errno != Errno.EINTR) {
        LOGGER.log(Level.WARNING, Errno.failure("close of " + fd, errno).getMessage());
      }
    }
    if (before == State.ENLARGED) {
      PipeRoom.giveBack();
    }
  }

  @Override
  public String toString() {
    return "descriptor " + fd + (isOpen() ? "" : " (closed)");
  }

  private int readCopied(ByteBuffer target) throws IOException {
    ByteBuffer copy = CopyBuffer.ofThread(target.remaining());
    int count = readDirect(copy);
    target.put(copy.flip());
    return count;
  }

  private int writeCopied(ByteBuffer source) throws IOException {
    ByteBuffer copy = CopyBuffer.ofThread(source.remaining());
    int length = copy.remaining();
    copy.put(source.slice(source.position(), length)).flip();
    int count = writeDirect(copy);
    source.position(source.position() + count);
    return count;
  }

  private int readDirect(ByteBuffer target) throws IOException {
    long address = MEMORY.getDirectBufferAddress(target) + target.position();
    while (true) {
      int count = (int) library.libc().read(fd, address, target.remaining());
      if (count >= 0) {
        target.position(target.position() + count);
        Reference.reachabilityFence(target);
        return count == 0 ? -1 : count;
      }
      if (nothingNow("read")) {
        return 0;
      }
    }
  }

  private int writeDirect(ByteBuffer source) throws IOException {
    long address = MEMORY.getDirectBufferAddress(source) + source.position();
    while (true) {
      int count = (int) library.libc().write(fd, address, source.remaining());
      if (count >= 0) {
        source.position(source.position() + count);
        Reference.reachabilityFence(source);
        return count;
      }
      if (nothingNow("write")) {
        return 0;
      }
    }
  }

  /** After a failed call: true for EAGAIN, false for EINTR, which asks for another try. */
  private boolean nothingNow(String what) throws IOException {
    int errno = library.errno();
    if (errno == Errno.EAGAIN || errno == Errno.EINTR) {
      return errno == Errno.EAGAIN;
    }
    throw Errno.failure(what, errno);
  }

  private void requireOpen() throws ClosedChannelException {
    if (!isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private enum State {
    OPEN,
    /** Open, and with room that others are to have when it is closed. */
    ENLARGED,
    CLOSED
  }
}
