package org.hotloop.demo.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hotloop.child.ExitStatus;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;

/** Gathers a child's standard output and hands it on with the exit when both are complete. */
final class OutputCollector implements SubprocessProtocol {

  private final BiConsumer<ExitStatus, byte[]> atEnd;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private SubprocessTransport transport;
  private boolean outputEnded;
  private int exits;

  OutputCollector(BiConsumer<ExitStatus, byte[]> atEnd) {
    this.atEnd = atEnd;
  }

  @Override
  public void connectionMade(SubprocessTransport made) {
    transport = made;
  }

  @Override
  public void pipeDataReceived(int fd, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    output.writeBytes(bytes);
  }

  @Override
  public void pipeConnectionLost(int fd, Optional<Throwable> cause) {
    outputEnded = true;
    if (exits > 0) {
      end();
    }
  }

  /** Reports each call: a second one must reach the ledger, which counts it as doubled. */
  @Override
  public void processExited() {
    exits++;
    if (outputEnded) {
      end();
    }
  }

  private void end() {
    atEnd.accept(transport.getExitStatus().orElseThrow(), output.toByteArray());
  }
}
