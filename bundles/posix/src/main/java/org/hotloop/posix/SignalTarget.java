package org.hotloop.posix;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One child that was spawned here, as somebody to signal: never whoever gets its pid after it. Any
 * thread.
 */
@ProviderType
public interface SignalTarget {

  /**
   * Sends a signal to the child.
   *
   * @param signal 1 to 64
   * @return false when its status was taken; nothing was sent then
   * @throws org.hotloop.subprocess.InvalidSignalException when {@code signal} is out of range
   * @throws PosixException when the kernel refuses
   */
  boolean signal(int signal) throws PosixException;

  /**
   * Sends a signal to the process group that the child leads; only its caller knows that it does.
   *
   * @param signal 1 to 64
   * @return false when the child's status was taken, since then the group's number may be a
   *     stranger's; nothing was sent then
   * @throws org.hotloop.subprocess.InvalidSignalException when {@code signal} is out of range
   * @throws PosixException when the kernel refuses
   */
  boolean signalGroup(int signal) throws PosixException;
}
