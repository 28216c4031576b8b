package org.hotloop.posix;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The children of this process. Only this interface waits and signals, so it knows which of the
 * children it spawned are still unreaped, and no signal ever goes to a pid that is not provably one
 * of them. Any thread; nothing here blocks but {@link #spawn}, which lasts until the exec.
 */
@ProviderType
public interface Children extends Reaper {

  /**
   * Starts a child: no descriptor but those it is given, signal mask empty, dispositions reset. One
   * with a umask or a niceness of its own is started on a thread of its own, {@code
   * hotloop-posix-spawn}, which ends with the call. Not interruptible.
   *
   * @return its pid
   * @throws PosixException with the exec's own error, or EAGAIN, ENOMEM, …; there is no child then
   */
  long spawn(SpawnRequest request) throws PosixException;

  /**
   * Sends a signal to a child spawned here and not yet reaped.
   *
   * @param signal 1 to 64
   * @return false when {@code pid} is no such child (any more); nothing was sent then
   * @throws org.hotloop.subprocess.InvalidSignalException when {@code signal} is out of range
   * @throws PosixException when the kernel refuses
   */
  boolean signal(long pid, int signal) throws PosixException;

  /**
   * The child that has this pid now, to be signalled later, when its pid may be another child's.
   * Where there is no such child (any more), one that takes no signal.
   */
  SignalTarget target(long pid);

  /** How many children were spawned here and not yet reaped. */
  int unreaped();
}
