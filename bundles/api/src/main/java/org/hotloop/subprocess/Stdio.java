package org.hotloop.subprocess;

import java.nio.file.Path;

/** What one of a child's standard streams is connected to. */
public sealed interface Stdio
    permits Stdio.Standard, Stdio.FromFile, Stdio.ToFile, Stdio.OpenDescriptor {

  /**
   * A pipe to us. One that we read, and find full again and again, is given more room, of a
   * mebibyte instead of the usual 64 KiB, where the system lets the user have it; 16 at most are at
   * a time.
   */
  Stdio PIPE = Standard.PIPE;

  /** {@code /dev/null}. */
  Stdio DEVNULL = Standard.DEVNULL;

  /** The stream of this process. */
  Stdio INHERIT = Standard.INHERIT;

  /** For stderr only: wherever stdout goes, in the order of the child's writes. */
  Stdio STDOUT = Standard.STDOUT;

  /**
   * For stdin only: reads this file, which must be there when the child starts. A FIFO that nobody
   * has opened for writing then is at its end.
   */
  static Stdio from(Path file) {
    return new FromFile(file);
  }

  /**
   * For stdout and stderr: writes to this file, which is created, with mode 0666 less this
   * process's umask, or emptied first. A FIFO must have a reader.
   */
  static Stdio to(Path file) {
    return new ToFile(file, false);
  }

  /** For stdout and stderr: writes to the end of this file, which is created if need be. */
  static Stdio appendTo(Path file) {
    return new ToFile(file, true);
  }

  /**
   * A descriptor of this process, which must be open when the child starts. The child gets a copy;
   * the caller still owns, and closes, the one that it gave.
   *
   * @throws InvalidSpecException when negative
   */
  static Stdio descriptor(int fd) {
    return new OpenDescriptor(fd);
  }

  /** The connections that need no further word. */
  enum Standard implements Stdio {
    /** {@link Stdio#PIPE}. */
    PIPE,
    /** {@link Stdio#DEVNULL}. */
    DEVNULL,
    /** {@link Stdio#INHERIT}. */
    INHERIT,
    /** {@link Stdio#STDOUT}. */
    STDOUT
  }

  /**
   * {@link Stdio#from}.
   *
   * @param file relative names are seen from this process's directory, not from the child's
   */
  record FromFile(Path file) implements Stdio {
    /** Checks that it can be a file of the kernel's. */
    public FromFile {
      OsString.of(file);
    }
  }

  /**
   * {@link Stdio#to} and {@link Stdio#appendTo}.
   *
   * @param file relative names are seen from this process's directory, not from the child's
   * @param append whether what is there stays
   */
  record ToFile(Path file, boolean append) implements Stdio {
    /** Checks that it can be a file of the kernel's. */
    public ToFile {
      OsString.of(file);
    }
  }

  /**
   * {@link Stdio#descriptor}.
   *
   * @param fd its number
   */
  record OpenDescriptor(int fd) implements Stdio {
    /** Checks that it can be a descriptor. */
    public OpenDescriptor {
      if (fd < 0) {
        throw new InvalidSpecException("a descriptor is not negative: " + fd);
      }
    }
  }
}
