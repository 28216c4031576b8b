package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.constants.platform.Fcntl;
import jnr.ffi.Pointer;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;

/** Opens pipes and files, and {@code /dev/null} once. */
final class PosixDescriptors implements Descriptors, AutoCloseable {

  private static final int O_RDONLY = 0x0;
  private static final int O_WRONLY = 0x1;
  private static final int O_RDWR = 0x2;
  private static final int O_CREAT = 0x40;
  private static final int O_NOCTTY = 0x100;
  private static final int O_TRUNC = 0x200;
  private static final int O_APPEND = 0x400;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int FD_CLOEXEC = 0x1;
  private static final int MODE = 0666;

  private static final OsString DEV_NULL = OsString.of("/dev/null");

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
      // the two ends have flags of their own, so the child's end goes on blocking
      setFlags(pipe.parent().fd(), O_NONBLOCK);
      return pipe;
    } catch (PosixException e) {
      reading.close();
      writing.close();
      throw e;
    }
  }

  @Override
  public Descriptor openFile(OsString path, FileUse use) throws PosixException {
    // Without O_NONBLOCK the open of a FIFO waits for its other side, without end.
    int fd = open(path, flags(use) | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    Descriptor file = new PosixDescriptor(library, fd);
    try {
      setFlags(fd, use == FileUse.APPEND ? O_APPEND : 0);
      return file;
    } catch (PosixException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public boolean isOpen(int fd) {
    return fd >= 0 && library.posix().fcntl(fd, Fcntl.F_GETFD) != -1;
  }

  @Override
  public Kind kind(int fd) throws PosixException {
    return switch (FileType.of(library, fd)) {
      case FileType.FIFO -> Kind.PIPE;
      case FileType.SOCKET -> Kind.SOCKET;
      case FileType.CHARACTER_DEVICE -> Kind.CHARACTER_DEVICE;
      default -> Kind.OTHER;
    };
  }

  @Override
  public Descriptor adopt(int fd) throws PosixException {
    setFlags(fd, fcntl(fd, Fcntl.F_GETFL, 0) | O_NONBLOCK);
    fcntl(fd, Fcntl.F_SETFD, FD_CLOEXEC);
    return new PosixDescriptor(library, fd);
  }

  @Override
  public int devNull() throws PosixException {
    synchronized (devNullLock) {
      if (closed) {
        throw new IllegalStateException("the native layer was shut");
      }
      if (devNull == null) {
        devNull = new PosixDescriptor(library, open(DEV_NULL, O_RDWR | O_CLOEXEC));
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

  private static int flags(FileUse use) {
    return switch (use) {
      case READ -> O_RDONLY;
      case WRITE -> O_WRONLY | O_CREAT | O_TRUNC;
      case APPEND -> O_WRONLY | O_CREAT | O_APPEND;
    };
  }

  private int open(OsString path, int flags) throws PosixException {
    Pointer name = CStrings.string(library, path);
    try {
      while (true) {
        int fd = library.libc().open(name, flags, MODE);
        if (fd >= 0) {
          return fd;
        }
        int errno = library.errno();
        if (errno != Errno.EINTR) {
          throw Errno.failure("open of " + path, errno);
        }
      }
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  private void setFlags(int fd, int flags) throws PosixException {
    fcntl(fd, Fcntl.F_SETFL, flags);
  }

  private int fcntl(int fd, Fcntl command, int argument) throws PosixException {
    int answer = library.posix().fcntl(fd, command, argument);
    if (answer == -1) {
      throw Errno.failure("fcntl of descriptor " + fd, library.errno());
    }
    return answer;
  }
}
