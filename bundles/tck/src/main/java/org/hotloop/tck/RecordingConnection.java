package org.hotloop.tck;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;

/** Writes down what it is told of a connection. Loop's thread only. */
class RecordingConnection implements Protocol {

  final List<String> events = new ArrayList<>();
  final ByteArrayOutputStream received = new ByteArrayOutputStream();
  final CompletableFuture<Void> ended = new CompletableFuture<>();
  final CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
  Transport transport;
  boolean staysOpenAtEof;

  /** What came, as text. */
  String text() {
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void connectionMade(Transport made) {
    transport = made;
    events.add("made");
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    if (!events.get(events.size() - 1).equals("data")) {
      events.add("data");
    }
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    received.writeBytes(bytes);
  }

  @Override
  public boolean eofReceived() {
    events.add("eof");
    ended.complete(null);
    return staysOpenAtEof;
  }

  @Override
  public void pauseWriting() {
    events.add("pause");
  }

  @Override
  public void resumeWriting() {
    events.add("resume");
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    events.add("lost");
    lost.complete(cause);
  }
}
