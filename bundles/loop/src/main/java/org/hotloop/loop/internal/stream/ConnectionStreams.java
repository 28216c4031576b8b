package org.hotloop.loop.internal.stream;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;

/**
 * asyncio's {@code StreamReaderProtocol}: turns what comes over a connection into streams. Loop's
 * thread only.
 */
public final class ConnectionStreams implements Protocol, ClosedLoopListener {

  private final TransportStreamReader reader;
  private final TransportStreamWriter writer;
  private final BiConsumer<StreamReader, StreamWriter> onConnected;

  /**
   * @param onConnected gets the streams when they are connected
   */
  public ConnectionStreams(
      Stages stages, int limit, BiConsumer<StreamReader, StreamWriter> onConnected) {
    reader = new TransportStreamReader(stages, limit);
    writer = new TransportStreamWriter(stages);
    this.onConnected = onConnected;
  }

  /** Once connected. */
  public StreamConnection streams() {
    return new StreamConnection(reader, writer);
  }

  @Override
  public void connectionMade(Transport transport) {
    reader.connect(transport);
    writer.connect(transport);
    onConnected.accept(reader, writer);
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    reader.feed(data);
  }

  /** Who writes may have more to say. */
  @Override
  public boolean eofReceived() {
    reader.end(Optional.empty());
    return true;
  }

  @Override
  public void pauseWriting() {
    writer.pauseWriting();
  }

  @Override
  public void resumeWriting() {
    writer.resumeWriting();
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    reader.end(cause);
    writer.lost(cause);
  }

  @Override
  public void loopClosed(EventLoopClosedException cause) {
    connectionLost(Optional.of(cause));
  }
}
