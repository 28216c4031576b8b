package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
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
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.transport.ConnectionSpec;

/**
 * Makes one connection: resolves, then tries the addresses one after the other. Whoever takes the
 * socket owns it; one that nobody takes is closed. Loop's thread only.
 */
final class Connector {

  private final EventLoop loop;
  private final SocketDriver driver;
  private final ConnectionSpec spec;
  private final CompletableFuture<StreamSocket> connected;
  private final Deque<SocketAddress> untried = new ArrayDeque<>();
  private final List<IOException> failures = new ArrayList<>();
  private CompletableFuture<?> underWay;

  Connector(EventLoop loop, SocketDriver driver, ConnectionSpec spec) {
    this.loop = loop;
    this.driver = driver;
    this.spec = spec;
    connected = loop.createFuture();
  }

  /** Begins. To cancel what this gives is to give up. */
  CompletableFuture<StreamSocket> connect() {
    Optional<TimerHandle> timer =
        spec.timeout().map(limit -> loop.callLater(limit, this::giveUpInTime));
    connected.whenComplete(
        (socket, failure) -> {
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
      attempt(driver.connect(address, spec.localAddress()), address);
    } catch (IOException e) {
      failed(address, e);
    } catch (UnsupportedAddressTypeException e) {
      failed(address, new IOException("not of this family: " + address, e));
    } catch (RuntimeException e) {
      connected.completeExceptionally(e);
    }
  }

  private void attempt(CompletableFuture<StreamSocket> attempt, SocketAddress address) {
    underWay = attempt;
    attempt.whenComplete(
        (socket, failure) -> {
          if (failure instanceof IOException e) {
            failed(address, e);
          } else if (failure != null) {
            connected.completeExceptionally(failure);
          } else if (!connected.complete(socket)) {
            Channels.close(socket);
          }
        });
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
