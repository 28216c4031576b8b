package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.hotloop.EventLoop;
import org.hotloop.TimerHandle;
import org.hotloop.loop.internal.sock.SockOperations;
import org.hotloop.transport.ConnectionSpec;

/**
 * Makes one connection: resolves, then tries the addresses one after the other. Whoever takes the
 * channel owns it; one that nobody takes is closed. Loop's thread only.
 */
final class Connector {

  private final EventLoop loop;
  private final SockOperations sock;
  private final ConnectionSpec spec;
  private final CompletableFuture<SocketChannel> connected;
  private final Deque<SocketAddress> untried = new ArrayDeque<>();
  private final List<IOException> failures = new ArrayList<>();
  private CompletableFuture<?> underWay;

  Connector(EventLoop loop, SockOperations sock, ConnectionSpec spec) {
    this.loop = loop;
    this.sock = sock;
    this.spec = spec;
    connected = loop.createFuture();
  }

  /** Begins. To cancel what this gives is to give up. */
  CompletableFuture<SocketChannel> connect() {
    Optional<TimerHandle> timer =
        spec.timeout().map(limit -> loop.callLater(limit, this::giveUpInTime));
    connected.whenComplete(
        (channel, failure) -> {
          timer.ifPresent(TimerHandle::cancel);
          if (failure != null) {
            underWay.cancel(false);
          }
        });
    CompletableFuture<List<SocketAddress>> resolution =
        loop.runInExecutor(null, () -> Addresses.of(spec.addresses()));
    underWay = resolution;
    resolution.whenComplete(
        (addresses, failure) -> {
          if (failure == null) {
            untried.addAll(addresses);
            tryNext();
          } else {
            connected.completeExceptionally(failure);
          }
        });
    return connected;
  }

  private void giveUpInTime() {
    connected.completeExceptionally(
        new SocketTimeoutException(
            "no connection to %s within %d ms"
                .formatted(spec, spec.timeout().orElseThrow().toMillis())));
  }

  private void tryNext() {
    if (connected.isDone()) {
      return;
    }
    SocketAddress address = untried.poll();
    if (address == null) {
      connected.completeExceptionally(failure());
      return;
    }
    try {
      attempt(open(address), address);
    } catch (IOException e) {
      failed(address, e);
    } catch (UnsupportedAddressTypeException e) {
      failed(address, new IOException("not of this family: " + address, e));
    } catch (RuntimeException e) {
      connected.completeExceptionally(e);
    }
  }

  private void attempt(SocketChannel channel, SocketAddress address) {
    CompletableFuture<Void> attempt = sock.connect(channel, address);
    underWay = attempt;
    attempt.whenComplete(
        (nothing, failure) -> {
          if (failure != null || !connected.complete(channel)) {
            Channels.close(channel);
          }
          if (failure instanceof IOException e) {
            failed(address, e);
          } else if (failure != null) {
            connected.completeExceptionally(failure);
          }
        });
  }

  private SocketChannel open(SocketAddress address) throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (spec.localAddress().isPresent()) {
        channel.bind(spec.localAddress().get());
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void failed(SocketAddress address, IOException failure) {
    IOException named = new ConnectException(address + ": " + failure.getMessage());
    named.initCause(failure);
    failures.add(named);
    tryNext();
  }

  /** With what each address said. */
  private IOException failure() {
    String reasons =
        failures.stream().map(IOException::getMessage).collect(Collectors.joining("; "));
    IOException all = new ConnectException("no connection to %s: %s".formatted(spec, reasons));
    failures.forEach(all::addSuppressed);
    return all;
  }
}
