package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.constants.platform.Fcntl;
import jnr.ffi.Pointer;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.PosixException;

/** Opens pipes, and {@code /dev/null} once. */
final class PosixDescriptors implements Descriptors, AutoCloseable {

  private static final int O_RDWR = 0x2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;

  private final NativeLibrary library;
  private final Object devNullLock = new Object();

  /** Null until it is asked for. Guarded by {@link #devNullLock}. */
  private PosixDescriptor devNull;

  /** Guarded by {@link #devNullLock}. */
  private boolean closed;

  PosixDescriptors(NativeLibrary library) {
    this.library = library;
  }

  @Override
  public Pipe openPipe(boolean parentReads) throws PosixException {
    Pointer ends = library.allocate(2 * Integer.BYTES);
    int answer = library.libc().pipe2(ends, O_CLOEXEC);
    if (answer != 0) {
      throw Errno.failure("pipe2", library.errno());
    }
    Descriptor reading = new PosixDescriptor(library, ends.getInt(0));
    Descriptor writing = new PosixDescriptor(library, ends.getInt(Integer.BYTES));
    Reference.reachabilityFence(ends);
    Pipe pipe = parentReads ? new Pipe(reading, writing) : new Pipe(writing, reading);
    try {
      makeNonBlocking(pipe.parent().fd());
      return pipe;
    } catch (PosixException e) {
      reading.close();
      writing.close();
      throw e;
    }
  }

  @Override
  public int devNull() throws PosixException {
    synchronized (devNullLock) {
      if (closed) {
        throw new IllegalStateException("the native layer was shut");
      }
      if (devNull == null) {
        devNull = new PosixDescriptor(library, openDevNull());
      }
      return devNull.fd();
    }
  }

  /** Closes {@code /dev/null}; pipes are their callers'. Idempotent. */
  @Override
  public void close() {
    synchronized (devNullLock) {
      closed = true;
      if (devNull != null) {
        devNull.close();
        devNull = null;
      }
    }
  }

  /** The two ends of a pipe have flags of their own, so the child's end goes on blocking. */
  private void makeNonBlocking(int fd) throws PosixException {
    if (library.posix().fcntl(fd, Fcntl.F_SETFL, O_NONBLOCK) != 0) {
      throw Errno.failure("fcntl", library.errno());
    }
  }

  private int openDevNull() throws PosixException {
    int fd = library.posix().open("/dev/null", O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) {
      throw Errno.failure("open /dev/null", library.errno());
    }
    return fd;
  }
}
