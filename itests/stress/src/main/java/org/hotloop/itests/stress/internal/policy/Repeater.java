package org.hotloop.itests.stress.internal.policy;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoop;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;

/**
 * A server that repeats what it hears. Where a move has ended it, another one is opened. On the
 * loop's thread.
 */
final class Repeater {

  private static final int CHUNK = 4_096;

  private final EventLoop loop;
  private final Lines lines;

  /** The one that serves, or will; fails when there is none to be had. */
  private CompletableFuture<Server> server = new CompletableFuture<>();

  private boolean closing;

  Repeater(EventLoop loop, Lines lines) {
    this.loop = loop;
    this.lines = lines;
  }

  void open() {
    loop.startServer(this::accept, ServerSpec.on("127.0.0.1", 0))
        .whenComplete(
            (opened, failure) -> {
              if (failure == null) {
                serve(opened);
              } else if (Farewell.isSaidBy(failure)) {
                reopen();
              } else {
                lines.notOpened("a server", failure);
                server.completeExceptionally(failure);
              }
            });
  }

  private void serve(Server opened) {
    Optional<SocketAddress> address = opened.getAddresses().stream().findFirst();
    address.ifPresent(lines::opened);
    opened.serveForever().thenRunAsync(() -> ended(address), loop);
    server.complete(opened);
  }

  private void ended(Optional<SocketAddress> address) {
    if (!closing) {
      address.ifPresent(lines::gone);
      server = new CompletableFuture<>();
      reopen();
    }
  }

  private void reopen() {
    lines.serverEnded();
    open();
  }

  /** Where it is to be found; empty where it has just ended. */
  CompletableFuture<Optional<SocketAddress>> address() {
    return server.thenApply(serving -> serving.getAddresses().stream().findFirst());
  }

  /** Whether it is to be found there. */
  boolean serves(SocketAddress address) {
    return server.isDone()
        && !server.isCompletedExceptionally()
        && server.join().getAddresses().contains(address);
  }

  /** Complete when nobody talks to it any more. */
  CompletableFuture<Void> close() {
    closing = true;
    return server.thenCompose(
        last -> {
          last.close();
          return last.waitClosed();
        });
  }

  private void accept(StreamReader reader, StreamWriter writer) {
    Line line = lines.accepted(writer);
    repeat(reader, writer)
        .handle((over, failure) -> Optional.ofNullable(failure))
        .thenCompose(failure -> Ending.of(writer, failure))
        .thenAccept(line::serverEnded);
  }

  private static CompletionStage<Void> repeat(StreamReader reader, StreamWriter writer) {
    return reader
        .read(CHUNK)
        .thenCompose(
            bytes -> {
              if (bytes.length == 0) {
                return CompletableFuture.completedFuture(null);
              }
              writer.write(bytes);
              return writer.drain().thenCompose(written -> repeat(reader, writer));
            });
  }
}
