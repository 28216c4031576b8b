package org.hotloop.itests.bench.internal.jvm;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.Transport;

/** A loop of Hotloop's, through its interface. */
public record HotloopLoop(EventLoop loop) implements Loop, EchoServer {

  @Override
  public void callSoon(Runnable callback) {
    loop.callSoon(callback);
  }

  @Override
  public void callSoonThreadsafe(Runnable callback) {
    loop.callSoonThreadsafe(callback);
  }

  @Override
  public Runnable callLater(Duration delay, Runnable callback) {
    return loop.callLater(delay, callback)::cancel;
  }

  @Override
  public int serve() throws Exception {
    CompletableFuture<Server> server = new CompletableFuture<>();
    loop.callSoonThreadsafe(
        () ->
            loop.createServer(Echo::new, ServerSpec.on("127.0.0.1", 0))
                .whenComplete(
                    (made, failure) -> {
                      if (failure == null) {
                        server.complete(made);
                      } else {
                        server.completeExceptionally(failure);
                      }
                    }));
    return ((InetSocketAddress) server.get().getAddresses().get(0)).getPort();
  }

  private static final class Echo implements Protocol {

    private Transport transport;

    @Override
    public void connectionMade(Transport connected) {
      transport = connected;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }
  }
}
