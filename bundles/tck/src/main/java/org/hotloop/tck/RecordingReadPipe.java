package org.hotloop.tck;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.ReadTransport;

/** Writes down what it is told of a pipe that is read from. Loop's thread only. */
class RecordingReadPipe implements ReadPipeProtocol {

  final List<String> events = new ArrayList<>();
  final ByteArrayOutputStream received = new ByteArrayOutputStream();
  final CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
  ReadTransport transport;

  /** What came, as text. */
  String text() {
    return received.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void connectionMade(ReadTransport made) {
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
  public void eofReceived() {
    events.add("eof");
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    events.add("lost");
    lost.complete(cause);
  }
}
