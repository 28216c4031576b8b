package org.hotloop.posix.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.hotloop.posix.AttributeRefusedException;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest.Attributes;

/**
 * A thread for one spawn, with the umask and the niceness that the child shall have. posix_spawn
 * has no attribute for either, and to change ours for a moment would change them for everybody. On
 * Linux a thread has a niceness of its own, and can have a umask of its own; a child gets those of
 * the thread that makes it. What was set goes with the thread.
 */
final class SpawnThread {

  private static final String NAME = "hotloop-posix-spawn";
  private static final int CLONE_FS = 0x200;
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;

  private final NativeLibrary library;
  private final Attributes attributes;
  private final Callable<Long> spawning;

  SpawnThread(NativeLibrary library, Attributes attributes, Callable<Long> spawning) {
    this.library = library;
    this.attributes = attributes;
    this.spawning = spawning;
  }

  /** Whether these can only be had from a thread of their own. */
  static boolean isNeededFor(Attributes attributes) {
    return attributes.umask().isPresent() || attributes.nice().isPresent();
  }

  /**
   * Spawns there and waits for it.
   *
   * @throws PosixException also where the thread cannot be had, or cannot have what it shall have
   */
  long spawn() throws PosixException {
    FutureTask<Long> task = new FutureTask<>(this::prepareAndSpawn);
    PosixThreads.start(PosixThreads.make(NAME, task));
    try {
      return resultOf(task);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PosixException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private long prepareAndSpawn() throws Exception {
    if (attributes.umask().isPresent()) {
      setUmask(attributes.umask().getAsInt());
    }
    if (attributes.nice().isPresent()) {
      setNice(attributes.nice().getAsInt());
    }
    return spawning.call();
  }

  /** Only after the thread has its own: the umask is all threads' otherwise. */
  private void setUmask(int mask) throws PosixException {
    if (library.libc().unshare(CLONE_FS) != 0) {
      throw new AttributeRefusedException(
          "a child with a umask of its own needs unshare, which some containers forbid (Docker's"
              + " default seccomp profile does): allow it, or set the umask in a shell: sh -c"
              + " 'umask %03o; exec \"$@\"' sh program …".formatted(mask),
          Errno.failure("unshare(CLONE_FS)", library.errno()));
    }
    library.posix().umask(mask);
  }

  private void setNice(int niceness) throws PosixException {
    if (library.posix().setpriority(PRIO_PROCESS, THIS_THREAD, niceness) != 0) {
      throw new AttributeRefusedException(
          "niceness %d: to be less nice than now needs CAP_SYS_NICE or a limit that allows it (man"
                  .formatted(niceness)
              + " setrlimit, RLIMIT_NICE)",
          Errno.failure("setpriority", library.errno()));
    }
  }

  /** Not interruptible, as a spawn is not: else there would be a child that nobody knows. */
  private static long resultOf(FutureTask<Long> task) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
