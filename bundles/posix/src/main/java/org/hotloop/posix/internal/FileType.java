package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;

/** What files are, by statx. */
final class FileType {

  static final int FIFO = 0010000;
  static final int CHARACTER_DEVICE = 0020000;
  static final int FOLDER = 0040000;
  static final int REGULAR = 0100000;
  static final int SOCKET = 0140000;

  private static final int AT_FDCWD = -100;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_TYPE = 1;
  private static final int STATX_BYTES = 256;
  private static final int STATX_MODE = 28;
  private static final int S_IFMT = 0170000;
  private static final OsString ITSELF = OsString.of("");

  private FileType() {}

  /** Of a file, links followed. */
  static int of(NativeLibrary library, OsString path) throws PosixException {
    return statx(library, AT_FDCWD, path, 0, "stat of " + path);
  }

  /** Of what is open. */
  static int of(NativeLibrary library, int fd) throws PosixException {
    return statx(library, fd, ITSELF, AT_EMPTY_PATH, "stat of descriptor " + fd);
  }

  private static int statx(NativeLibrary library, int folder, OsString path, int flags, String what)
      throws PosixException {
    Pointer name = CStrings.string(library, path);
    Pointer status = library.allocate(STATX_BYTES);
    try {
      if (library.libc().statx(folder, name, flags, STATX_TYPE, status) != 0) {
        throw Errno.failure(what, library.errno());
      }
      return status.getShort(STATX_MODE) & S_IFMT;
    } finally {
      Reference.reachabilityFence(name);
      Reference.reachabilityFence(status);
    }
  }
}
