package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hotloop.transport.BufferedProtocol;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many connections at once, both ways, with pauses at random moments. */
public abstract class EventLoopTrafficContract extends NetworkSuite {

  private static final int CLIENTS = 20;
  private static final int BYTES = 300_000;
  private static final int CHUNK = 20_000;

  private Random random;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @DisplayName(
      "T2 T3 T5 T9 what many send to be echoed comes back whole, in order, to whom it belongs")
  void echoes(long seed) throws Exception {
    random = new Random(seed);
    Server server = serve(this::newEcho);
    List<Client> clients = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(new Client(bytes()));
      connect(server, clients.get(number));
    }

    for (Client client : clients) {
      assertEquals(Optional.empty(), run(client.lost));
      assertArrayEquals(client.sent.array(), client.received.toByteArray());
    }
    server.close();
    run(server.waitClosed());
  }

  private ByteBuffer bytes() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private Protocol newEcho() {
    return random.nextBoolean() ? new Echo() : new BufferedEcho();
  }

  /** Reads nothing for a while. */
  private void pauseAtRandom(Transport transport) {
    if (random.nextInt(4) == 0) {
      transport.pauseReading();
      loop.callSoon(() -> loop.callSoon(transport::resumeReading));
    }
  }

  /** Sends while it is let; ends its side when all is sent. */
  private final class Client extends RecordingConnection {

    private final ByteBuffer sent;
    private boolean paused;

    Client(ByteBuffer bytes) {
      sent = bytes;
    }

    @Override
    public void connectionMade(Transport made) {
      super.connectionMade(made);
      send();
    }

    private void send() {
      if (paused || !sent.hasRemaining()) {
        return;
      }
      int count = Math.min(sent.remaining(), 1 + random.nextInt(CHUNK));
      transport.write(sent.slice(sent.position(), count));
      sent.position(sent.position() + count);
      if (sent.hasRemaining()) {
        loop.callSoon(this::send);
      } else {
        transport.writeEof();
      }
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      super.dataReceived(data);
      pauseAtRandom(transport);
    }

    @Override
    public void pauseWriting() {
      paused = true;
    }

    @Override
    public void resumeWriting() {
      paused = false;
      send();
    }
  }

  /** Holds back who sends more than he takes. */
  private class Echo implements Protocol {

    private Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }

    @Override
    public void pauseWriting() {
      transport.pauseReading();
    }

    @Override
    public void resumeWriting() {
      transport.resumeReading();
    }
  }

  private final class BufferedEcho extends Echo implements BufferedProtocol {

    private ByteBuffer buffer;

    @Override
    public ByteBuffer getBuffer(int sizeHint) {
      buffer = ByteBuffer.allocate(1 + random.nextInt(CHUNK));
      return buffer;
    }

    @Override
    public void bufferUpdated(int count) {
      dataReceived(buffer.flip());
    }
  }
}
