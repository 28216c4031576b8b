package org.hotloop.runtime.internal.swap;

import java.time.Duration;

/**
 * How long providers are waited for.
 *
 * @param call for one call while a swap goes on; one that takes longer is abandoned
 * @param grace for a status that only a provider that failed may have; then it is unknown
 */
public record Patience(Duration call, Duration grace) {

  /** Long against any sound provider's time, short against a framework's for a bundle's stop. */
  public static final Patience DEFAULT = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5));
}
