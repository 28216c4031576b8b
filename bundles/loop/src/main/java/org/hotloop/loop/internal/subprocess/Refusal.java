package org.hotloop.loop.internal.subprocess;

import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;

/** What is seen to fail before the kernel is asked, under the number it would have given. */
enum Refusal {
  ENOENT(2),
  EBADF(9),
  EAGAIN(11),
  EACCES(13),
  ENOTDIR(20),
  EISDIR(21);

  private final int errno;

  Refusal(int errno) {
    this.errno = errno;
  }

  SpawnException because(Reason reason, String message) {
    return because(reason, message, null);
  }

  SpawnException because(Reason reason, String message, Throwable causeOrNull) {
    String text = "%s (%s)".formatted(message, name());
    return new SpawnException(reason, text, errno, name(), causeOrNull);
  }
}
