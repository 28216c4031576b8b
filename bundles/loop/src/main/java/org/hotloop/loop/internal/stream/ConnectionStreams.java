package org.hotloop.loop.internal.stream;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.loop.internal.transport.OwnRoom;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;

/**
 * asyncio's {@code StreamReaderProtocol}: turns what comes over a connection into streams. Loop's
 * thread only.
 */
public final class ConnectionStreams implements Protocol, OwnRoom, ClosedLoopListener {

  private final Stages stages;
  private final TransportStreamReader reader;
  private final TransportStreamWriter writer;
  private final BiConsumer<StreamReader, StreamWriter> onConnected;
  private Transport transport;

  /**
   * @param onConnected gets the streams when they are connected
   */
  public ConnectionStreams(
      Stages stages, int limit, BiConsumer<StreamReader, StreamWriter> onConnected) {
    this.stages = stages;
    reader = new TransportStreamReader(stages, limit);
    writer = new TransportStreamWriter(stages);
    writer.upgradeBy(this::startTls);
    this.onConnected = onConnected;
  }

  /** Once connected. */
  public StreamConnection streams() {
    return new StreamConnection(reader, writer);
  }

  @Override
  public void connectionMade(Transport made) {
    connect(made);
    onConnected.accept(reader, writer);
  }

  private void connect(Transport made) {
    transport = made;
    reader.connect(made);
    writer.connect(made);
  }

  private void startTls(TlsSpec spec, TlsSide side, CompletableFuture<Void> stage) {
    try {
      reader.requireNothingHere();
      CompletableFuture<Transport> upgraded = stages.loop().startTls(transport, this, spec, side);
      writer.awaitUpgrade();
      upgraded.whenComplete((secure, failure) -> upgraded(secure, failure, stage));
    } catch (RuntimeException e) {
      stages.fail(stage, e);
    }
  }

  private void upgraded(Transport secure, Throwable failure, CompletableFuture<Void> stage) {
    if (failure == null) {
      connect(secure);
      stages.complete(stage, null);
    } else {
      stages.fail(stage, failure); // the loss is told apart
    }
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    reader.feed(data);
  }

  @Override
  public Optional<ByteBuffer> room() {
    return reader.room();
  }

  @Override
  public void filled(int count) {
    reader.filled(count);
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
