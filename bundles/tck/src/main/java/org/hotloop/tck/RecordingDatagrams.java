package org.hotloop.tck;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramTransport;

/** Writes down what it is told of an endpoint. Loop's thread only. */
class RecordingDatagrams implements DatagramProtocol {

  final List<String> events = new ArrayList<>();
  final List<String> received = new ArrayList<>();
  final List<SocketAddress> senders = new ArrayList<>();
  final List<IOException> errors = new ArrayList<>();
  final CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
  DatagramTransport transport;

  @Override
  public void connectionMade(DatagramTransport made) {
    transport = made;
    events.add("made");
  }

  @Override
  public void datagramReceived(ByteBuffer data, SocketAddress sender) {
    events.add("datagram");
    received.add(StandardCharsets.UTF_8.decode(data).toString());
    senders.add(sender);
  }

  @Override
  public void errorReceived(IOException error) {
    events.add("error");
    errors.add(error);
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
