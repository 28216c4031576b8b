package org.hotloop.stream;

import java.util.Objects;

/**
 * Both directions of a connection: asyncio's {@code (reader, writer)}. Closing the writer closes
 * both.
 *
 * @param reader what the peer sends
 * @param writer what the peer gets
 */
public record StreamConnection(StreamReader reader, StreamWriter writer) {

  /** Checks that nothing is null. */
  public StreamConnection {
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(writer, "writer");
  }
}
