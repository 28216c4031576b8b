package org.hotloop.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.WriteTransport;

/** Writes down what it is told of a pipe that is written to. Loop's thread only. */
class RecordingWritePipe implements BaseProtocol<WriteTransport> {

  final List<String> events = new ArrayList<>();
  final CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
  WriteTransport transport;

  @Override
  public void connectionMade(WriteTransport made) {
    transport = made;
    events.add("made");
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
