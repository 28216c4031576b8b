package org.hotloop.posix;

import org.osgi.annotation.versioning.ProviderType;

/** Where descriptors come from. Any thread. */
@ProviderType
public interface Descriptors {

  /**
   * A pipe whose parent's end is non-blocking and whose child's end blocks, as programs expect;
   * both close on exec. The caller owns both.
   *
   * @param parentReads whether the parent's end is the one to read from
   * @throws PosixException EMFILE, ENFILE; no end is left open then
   */
  Pipe openPipe(boolean parentReads) throws PosixException;

  /** {@code /dev/null} for reading and writing, opened once, never closed by callers. */
  int devNull() throws PosixException;

  /** A pipe's two ends, named by who keeps them. */
  record Pipe(Descriptor parent, Descriptor child) {}
}
