package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.DatagramEndpoint;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramSpec;

/**
 * The datagram endpoints of one loop that has readers and writers. Loop's thread only, or any while
 * the loop does not run.
 */
public final class DatagramEndpoints implements AutoCloseable {

  private static final Logger LOG = System.getLogger(DatagramEndpoints.class.getName());

  private final EventLoop loop;
  private final TransferBuffers buffers = new TransferBuffers();
  private final Set<DatagramSocketTransport> endpoints = new HashSet<>();

  /** For {@code loop}, which checks who calls. */
  public DatagramEndpoints(EventLoop loop) {
    this.loop = loop;
  }

  /** As {@link EventLoop#createDatagramEndpoint}. */
  public <P extends DatagramProtocol> CompletableFuture<DatagramEndpoint<P>> create(
      Supplier<P> protocol, DatagramSpec spec) {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(spec, "spec");
    CompletableFuture<DatagramEndpoint<P>> made = loop.createFuture();
    loop.runInExecutor(null, () -> AddressPair.of(spec))
        .whenComplete(
            (pairs, failure) -> {
              if (failure != null) {
                made.completeExceptionally(failure);
              } else if (!made.isDone()) {
                complete(made, protocol, spec, pairs);
              }
            });
    return made;
  }

  private <P extends DatagramProtocol> void complete(
      CompletableFuture<DatagramEndpoint<P>> made,
      Supplier<P> protocol,
      DatagramSpec spec,
      List<AddressPair> pairs) {
    try {
      made.complete(start(BoundDatagrams.open(spec, pairs), protocol));
    } catch (IOException | RuntimeException e) {
      made.completeExceptionally(e);
    }
  }

  private <P extends DatagramProtocol> DatagramEndpoint<P> start(
      BoundDatagrams socket, Supplier<P> factory) throws IOException {
    P protocol;
    DatagramSocketTransport transport;
    try {
      protocol = factory.get();
      transport =
          new DatagramSocketTransport(
              loop, socket.channel(), socket.peer(), protocol, buffers, endpoints::remove);
    } catch (IOException | RuntimeException e) {
      Channels.close(socket.channel());
      throw e;
    }
    endpoints.add(transport);
    transport.start();
    return new DatagramEndpoint<>(transport, protocol);
  }

  /** Whether there is none. */
  public boolean isIdle() {
    return endpoints.isEmpty();
  }

  /** Ends all while the loop runs on, or a loop in its place; protocols are told the cause. */
  public void disconnect(IOException cause) {
    List.copyOf(endpoints).forEach(endpoint -> endpoint.breakOff(Optional.of(cause)));
  }

  /** Closes all at once; when the loop runs no more, so no protocol is told. */
  @Override
  public void close() {
    if (!endpoints.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0} is closed with open datagram endpoints, which are closed: {1}",
          loop,
          endpoints);
    }
    endpoints.forEach(DatagramSocketTransport::discard);
    endpoints.clear();
  }
}
