package org.hotloop.itests.peers;

import java.nio.ByteBuffer;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;

/** Sends back what comes, and ends when its peer has ended. */
final class EchoProtocol implements Protocol {

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
