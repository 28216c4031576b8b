package org.hotloop.posix.internal;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;
import jnr.ffi.types.uintptr_t;

/**
 * The C library's functions that jnr-posix lacks, or offers only with arrays to be copied. Names
 * and order of arguments are C's. Public because jnr generates its implementation elsewhere.
 *
 * <p>A function with six or more arguments needs at least one {@link Pointer} among them: jnr-ffi
 * passes a wrong sixth argument when all are primitive integers.
 */
public interface Libc {

  /** Answers its error; errno says nothing. */
  int posix_spawn(
      Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer envp);

  /** Answers its error. */
  int posix_spawn_file_actions_init(Pointer actions);

  /** Answers its error. */
  int posix_spawn_file_actions_destroy(Pointer actions);

  /** Answers its error; clears close-on-exec where both numbers are the same. */
  int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

  /** Answers its error; a descriptor that is not open is none. */
  int posix_spawn_file_actions_addclose(Pointer actions, int fd);

  /** Answers its error; glibc 2.34. */
  int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

  /** Answers its error; glibc 2.29. */
  int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path);

  /** Answers its error. */
  int posix_spawnattr_init(Pointer attributes);

  /** Answers its error. */
  int posix_spawnattr_setflags(Pointer attributes, short flags);

  /** Answers its error. */
  int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

  /** Answers its error. */
  int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

  /** Answers its error. */
  int posix_spawnattr_setpgroup(Pointer attributes, int group);

  /** Answers its error. */
  int posix_spawnattr_destroy(Pointer attributes);

  /** Answers NULL where there is none; the string is the environment's own. */
  Pointer getenv(Pointer name);

  /** Answers -1 and sets errno. */
  int unshare(int flags);

  /** Answers -1 and sets errno. */
  int open(Pointer path, int flags, int mode);

  /** Answers -1 and sets errno. */
  int faccessat(int folder, Pointer path, int mode, int flags);

  /** Answers -1 and sets errno; glibc 2.28. The same structure on every architecture. */
  int statx(int folder, Pointer path, int flags, int mask, Pointer status);

  /** Answers -1 and sets errno; for pidfd_open. */
  long syscall(long number, long pid, long flags);

  /** Answers -1 and sets errno; for pidfd_send_signal. */
  long syscall(long number, long pidfd, long signal, Pointer info, long flags);

  /** Answers -1 and sets errno. */
  int waitid(int kind, int id, Pointer info, int options);

  /** Answers -1 and sets errno. The structure of the old one is filled in where it is not NULL. */
  int sigaction(int signal, Pointer action, Pointer old);

  /** Answers its error. */
  int pthread_sigmask(int how, Pointer signals, Pointer old);

  /** The kernel's number of the calling thread; glibc 2.30. */
  int gettid();

  /** Answers -1 and sets errno; glibc 2.30. */
  int tgkill(int process, int thread, int signal);

  /** Answers -1 and sets errno. */
  int prctl(int option, Pointer argument);

  /** Answers -1 and sets errno; for commands that take a number. */
  int fcntl(int fd, int command, int argument);

  /** Answers -1 and sets errno. */
  int pipe2(Pointer twoDescriptors, int flags);

  /** Answers -1 and sets errno. */
  @ssize_t
  long read(int fd, @uintptr_t long address, @size_t long count);

  /** Answers -1 and sets errno. */
  @ssize_t
  long write(int fd, @uintptr_t long address, @size_t long count);

  /** Answers -1 and sets errno. */
  int epoll_create1(int flags);

  /** Answers -1 and sets errno. */
  int epoll_ctl(int epoll, int operation, int fd, Pointer event);

  /** Answers -1 and sets errno. */
  int epoll_wait(int epoll, Pointer events, int capacity, int timeoutMillis);

  /** Answers -1 and sets errno. */
  int eventfd(int initial, int flags);
}
