package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;

/** What a child does between fork and exec, in order. Not thread-safe. */
final class FileActions implements AutoCloseable {

  /** More than any C library needs (glibc: 80), since no call tells. */
  private static final int BYTES = 256;

  private final NativeLibrary library;
  private final Pointer memory;

  FileActions(NativeLibrary library) throws PosixException {
    this.library = library;
    memory = library.allocate(BYTES);
    require("posix_spawn_file_actions_init", library.libc().posix_spawn_file_actions_init(memory));
  }

  Pointer memory() {
    return memory;
  }

  /** The copy survives the exec, also where both numbers are the same. */
  void dup2(int from, int to) throws PosixException {
    require("dup2 of " + from, library.libc().posix_spawn_file_actions_adddup2(memory, from, to));
  }

  void closeFrom(int lowest) throws PosixException {
    require("closefrom", library.libc().posix_spawn_file_actions_addclosefrom_np(memory, lowest));
  }

  void chdir(String path) throws PosixException {
    Pointer copied = CStrings.string(library, path);
    require("chdir", library.libc().posix_spawn_file_actions_addchdir_np(memory, copied));
    Reference.reachabilityFence(copied);
  }

  /** Frees what the C library allocated. Once. */
  @Override
  public void close() {
    library.libc().posix_spawn_file_actions_destroy(memory);
    Reference.reachabilityFence(memory);
  }

  private static void require(String what, int error) throws PosixException {
    if (error != 0) {
      throw Errno.failure(what, error);
    }
  }
}
