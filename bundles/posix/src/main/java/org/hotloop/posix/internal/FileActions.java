package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import jnr.constants.platform.Sysconf;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;

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

  /** Copies and closes as planned. */
  void carryOut(DescriptorPlan plan) throws PosixException {
    for (DescriptorPlan.Dup dup : plan.dups()) {
      dup2(dup.from(), dup.to());
    }
    for (int fd : plan.gaps()) {
      close(fd);
    }
    closeFrom(plan.closeFrom());
  }

  /** After all others: what they name is seen from this process's directory. */
  void chdir(OsString path) throws PosixException {
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

  /** The copy survives the exec, also where both numbers are the same. */
  private void dup2(int from, int to) throws PosixException {
    require("dup2 of " + from, library.libc().posix_spawn_file_actions_adddup2(memory, from, to));
  }

  private void close(int fd) throws PosixException {
    require("close of " + fd, library.libc().posix_spawn_file_actions_addclose(memory, fd));
  }

  /** glibc refuses a number beyond the limit of open files, where there is nothing to close. */
  private void closeFrom(int lowest) throws PosixException {
    int error = library.libc().posix_spawn_file_actions_addclosefrom_np(memory, lowest);
    if (error != Errno.EBADF || lowest < library.posix().sysconf(Sysconf._SC_OPEN_MAX)) {
      require("closefrom " + lowest, error);
    }
  }

  private static void require(String what, int error) throws PosixException {
    if (error != 0) {
      throw Errno.failure(what, error);
    }
  }
}
