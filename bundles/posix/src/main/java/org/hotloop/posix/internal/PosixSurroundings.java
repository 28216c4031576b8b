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
    Kind kind = kind(FileType.of(library, path));
    Pointer name = CStrings.string(library, path);
    try {
      boolean executable = library.libc().faccessat(AT_FDCWD, name, X_OK, AT_EACCESS) == 0;
      return new FileStatus(kind, executable);
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  private static Kind kind(int type) {
    return switch (type) {
      case FileType.REGULAR -> Kind.REGULAR;
      case FileType.FOLDER -> Kind.FOLDER;
      default -> Kind.OTHER;
    };
  }
}
