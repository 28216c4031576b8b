package org.hotloop.posix;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Where descriptors of processes come from: Linux's pidfds. Any thread; nothing here blocks. */
@ProviderType
public interface Pidfds {

  /**
   * What keeps children from being watched by pidfds here, in words for the operator: which system
   * call, its error, and the way out. Empty where nothing does. The kernel is asked once; but what
   * comes of a lack of descriptors or memory is no answer, and it is asked again.
   */
  Optional<String> watchImpediment();

  /**
   * What keeps signals from going through pidfds here, in the same way. They go by their pids then,
   * and only while nobody can have reaped the child.
   */
  Optional<String> signalImpediment();

  /**
   * Opens the pidfd of a process, which closes on exec. The caller owns it.
   *
   * @param pid from 2 up to the highest pid; others are refused with {@link
   *     IllegalArgumentException} and no system call
   * @throws PosixException ESRCH where there is no such process, EMFILE, ENFILE, ENODEV, ENOMEM
   *     where there is no descriptor to be had now, and what {@link #watchImpediment()} explains
   */
  Pidfd open(long pid) throws PosixException;
}
