package org.hotloop.tck;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.ReadTransport;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/** Pauses the child's stdout with each delivery, and counts. Loop's thread, then the test's. */
final class PausingProtocol implements SubprocessProtocol {

  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private ReadTransport stdout;
  private boolean paused;
  private int received;
  private int deliveriesWhilePaused;

  /** Complete after connectionLost; what is counted can be read then. */
  CompletableFuture<Void> over() {
    return over;
  }

  int received() {
    return received;
  }

  int deliveriesWhilePaused() {
    return deliveriesWhilePaused;
  }

  /** On the loop: lets the next delivery come. */
  Void resume() {
    paused = false;
    stdout.resumeReading();
    return null;
  }

  @Override
  public void connectionMade(SubprocessTransport transport) {
    stdout = (ReadTransport) transport.getPipeTransport(1).orElseThrow();
  }

  @Override
  public void pipeDataReceived(int fd, ByteBuffer data) {
    if (paused) {
      deliveriesWhilePaused++;
    }
    received += data.remaining();
    paused = true;
    stdout.pauseReading();
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    over.complete(null);
  }
}
