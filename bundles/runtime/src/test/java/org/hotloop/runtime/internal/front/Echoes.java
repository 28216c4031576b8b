package org.hotloop.runtime.internal.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.hotloop.stream.StreamConnection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.Transport;

/** Connections of a front to servers that repeat what they are told. */
final class Echoes {

  private final SwapSafeLoop front;

  Echoes(SwapSafeLoop front) {
    this.front = front;
  }

  /** Sends back what it gets. */
  private static final class Echo implements Protocol {
    private Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }
  }

  Server server() throws Exception {
    return front.runUntilComplete(front.createServer(Echo::new, ServerSpec.on("127.0.0.1", 0)));
  }

  StreamConnection connectTo(Server server) throws Exception {
    return front.runUntilComplete(
        front.openConnection(ConnectionSpec.to(server.getAddresses().get(0))));
  }

  String echoed(StreamConnection connection, String line) throws Exception {
    connection.writer().write(line.getBytes(UTF_8));
    return new String(
        front.runUntilComplete(connection.reader().readExactly(line.length())), UTF_8);
  }
}
