package org.hotloop.loop.internal.subprocess;

import org.hotloop.subprocess.SpawnException;

/** What is seen to fail before the kernel is asked, under the number it would have given. */
enum Refusal {
  ENOENT(2),
  EACCES(13),
  ENOTDIR(20);

  private final int errno;

  Refusal(int errno) {
    this.errno = errno;
  }

  SpawnException because(String message) {
    return new SpawnException("%s (%s)".formatted(message, name()), errno, name(), null);
  }
}
