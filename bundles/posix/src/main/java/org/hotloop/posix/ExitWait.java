package org.hotloop.posix;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One wait for the end of one child, which blocks a thread and takes no status: the child stays a
 * zombie, for a {@link Reaper} to ask about.
 */
@ConsumerType
public interface ExitWait {

  /**
   * Blocks the calling thread until the child has ended, or {@link #end()} was called. Signals and
   * interrupts end nothing; an interrupt stays pending. Once, by one thread.
   *
   * @return true when there is something to ask a reaper about: the child has ended, or is none of
   *     ours any more; false when the wait was ended before
   */
  boolean await();

  /**
   * Ends the wait, also one that has not begun. The thread is sent one signal, which is lost where
   * it comes a moment before the kernel's wait: so repeat this, every few milliseconds, until it
   * answers true. Any thread; does not block.
   *
   * @return whether no thread waits, and none will
   */
  boolean end();
}
