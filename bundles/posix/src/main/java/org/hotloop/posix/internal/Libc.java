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

  /** Answers -1 and sets errno. */
  int waitid(int kind, int id, Pointer info, int options);

  /** Answers -1 and sets errno. */
  int prctl(int option, Pointer argument);

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
