package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import jnr.ffi.Pointer;
import org.hotloop.posix.FileStatus;
import org.hotloop.posix.FileStatus.Kind;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.Surroundings;
import org.hotloop.subprocess.OsString;

/** The environment and the files, by the C library. */
final class PosixSurroundings implements Surroundings {

  private static final int AT_FDCWD = -100;
  private static final int AT_EACCESS = 0x200;
  private static final int X_OK = 1;
  private static final int STATX_TYPE = 1;
  private static final int STATX_BYTES = 256;
  private static final int STATX_MODE = 28;
  private static final int S_IFMT = 0170000;
  private static final int S_IFDIR = 0040000;
  private static final int S_IFREG = 0100000;

  private final NativeLibrary library;
  private final ProcessEnvironment environment;

  PosixSurroundings(NativeLibrary library) {
    this.library = library;
    environment = new ProcessEnvironment(library);
  }

  @Override
  public List<OsString> environment() {
    return environment.entries();
  }

  @Override
  public Optional<OsString> variable(OsString name) {
    return environment.variable(name);
  }

  @Override
  public FileStatus status(OsString path) throws PosixException {
    Pointer name = CStrings.string(library, path);
    Pointer status = library.allocate(STATX_BYTES);
    try {
      if (library.libc().statx(AT_FDCWD, name, 0, STATX_TYPE, status) != 0) {
        throw Errno.failure("stat of " + path, library.errno());
      }
      boolean executable = library.libc().faccessat(AT_FDCWD, name, X_OK, AT_EACCESS) == 0;
      return new FileStatus(kind(status.getShort(STATX_MODE)), executable);
    } finally {
      Reference.reachabilityFence(name);
      Reference.reachabilityFence(status);
    }
  }

  private static Kind kind(int mode) {
    return switch (mode & S_IFMT) {
      case S_IFREG -> Kind.REGULAR;
      case S_IFDIR -> Kind.FOLDER;
      default -> Kind.OTHER;
    };
  }
}
