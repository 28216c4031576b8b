package org.hotloop.subprocess;

/** What one of a child's standard streams is connected to. */
public sealed interface Stdio permits Stdio.Standard {

  /** A pipe to us. */
  Stdio PIPE = Standard.PIPE;

  /** {@code /dev/null}. */
  Stdio DEVNULL = Standard.DEVNULL;

  /** The stream of this process. */
  Stdio INHERIT = Standard.INHERIT;

  /** For stderr only: wherever stdout goes, in the order of the child's writes. */
  Stdio STDOUT = Standard.STDOUT;

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
}
