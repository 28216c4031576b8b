package org.hotloop.posix;

import org.hotloop.subprocess.OsString;
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

  /**
   * A file, for a child or to be read here; it blocks as files do and closes on exec. Opening never
   * waits: a FIFO that nobody writes to is at its end, one that nobody reads is refused. The caller
   * owns it.
   *
   * @param path relative ones are seen from this process's directory
   * @throws PosixException naming the file: ENOENT, EACCES, EISDIR, EMFILE, ENXIO for a FIFO that
   *     nobody reads, …
   */
  Descriptor openFile(OsString path, FileUse use) throws PosixException;

  /**
   * Whether this number is an open descriptor of this process, ours or not. Negative ones aren't.
   */
  boolean isOpen(int fd);

  /**
   * What an open descriptor of this process is, ours or not.
   *
   * @throws PosixException EBADF
   */
  Kind kind(int fd) throws PosixException;

  /**
   * Takes over an open descriptor, such as one that was inherited: it does not block from now on,
   * nor does what else was duplicated from it, and it closes on exec. The caller owns what it gets,
   * and the number no more.
   *
   * @throws PosixException EBADF
   */
  Descriptor adopt(int fd) throws PosixException;

  /** {@code /dev/null} for reading and writing, opened once, never closed by callers. */
  int devNull() throws PosixException;

  /** A pipe's two ends, named by who keeps them. */
  record Pipe(Descriptor parent, Descriptor child) {}

  /** What is behind a descriptor. */
  enum Kind {
    /** One end of a pipe, or a FIFO. */
    PIPE,
    /** A socket of any family. */
    SOCKET,
    /** A terminal, {@code /dev/null}, … */
    CHARACTER_DEVICE,
    /** A regular file, a folder, a block device, an epoll, … */
    OTHER
  }

  /** What a file is opened for. */
  enum FileUse {
    /** It is there and is read. */
    READ,
    /** It is created, with mode 0666 less the umask, or emptied. */
    WRITE,
    /** It is created in the same way where it is missing; each write goes to its end. */
    APPEND
  }
}
