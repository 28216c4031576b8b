package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/** Writes down what it is told. */
final class RecordingProtocol implements SubprocessProtocol {

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** What it was told, in order. */
  List<String> events() {
    return List.copyOf(events);
  }

  /** Complete after connectionLost. */
  CompletableFuture<Void> over() {
    return over;
  }

  @Override
  public void connectionMade(SubprocessTransport transport) {
    events.add("made");
  }

  @Override
  public void pipeDataReceived(int fd, ByteBuffer data) {
    events.add("data %d %s".formatted(fd, UTF_8.decode(data)));
  }

  @Override
  public void pipeConnectionLost(int fd, Optional<Throwable> cause) {
    events.add("lost %d".formatted(fd));
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
  public void processExited() {
    events.add("exited");
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    events.add("over");
    over.complete(null);
  }
}
