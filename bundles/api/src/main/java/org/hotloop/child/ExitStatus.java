package org.hotloop.child;

/** How a child ended. There is no other way, and no number stands for one that is not known. */
public sealed interface ExitStatus permits Exited, Signaled, Unknown {

  /** asyncio's number: the exit code, minus the signal, or 255 where the status is unknown. */
  int returncode();
}
