package org.hotloop;

import java.util.Objects;

/**
 * An address in words: asyncio's {@code (host, port)} of {@code getnameinfo}.
 *
 * @param host the host's name; its address in digits where it has none
 * @param service the name that {@code /etc/services} has for the port; its digits where it has none
 */
public record NameInfo(String host, String service) {

  /** Checks that nothing is null. */
  public NameInfo {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(service, "service");
  }

  /** What is asked for: POSIX's {@code NI_} flags. */
  public enum Flag {
    /** The address in digits, without asking anybody. */
    NUMERIC_HOST,
    /** The port in digits. */
    NUMERIC_SERVICE,
    /** A host without a name is a failure. */
    NAME_REQUIRED,
    /** The service over UDP, where it has another name than over TCP. */
    DATAGRAM
  }
}
