package org.hotloop.demo.internal;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.demo.internal.Ledger.Ticket;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;

/**
 * One {@code sha256sum} per ticket, in both of asyncio's ways by turns: with completion stages, as
 * most users do, and with a protocol, where a handler that is called twice would show.
 */
final class HashingChildren {

  private final Subprocesses subprocesses;
  private final EventLoop loop;

  HashingChildren(Subprocesses subprocesses, EventLoop loop) {
    this.subprocesses = subprocesses;
    this.loop = loop;
  }

  /** Starts the ticket's child; its end goes to the ledger, then {@code done} is called. */
  void start(Ticket ticket, Ledger ledger, Consumer<Ticket> done) {
    SubprocessSpec spec =
        SubprocessSpec.exec("sha256sum", ticket.file().toString())
            .stdin(Stdio.DEVNULL)
            .stdout(Stdio.PIPE);
    if (ticket.id() % 2 == 0) {
      withStages(spec, ticket, ledger, done);
    } else {
      withProtocol(spec, ticket, ledger, done);
    }
  }

  private void withStages(
      SubprocessSpec spec, Ticket ticket, Ledger ledger, Consumer<Ticket> done) {
    subprocesses
        .createSubprocessExec(spec)
        .thenCompose(child -> child.communicate(null))
        .whenComplete(
            (output, failure) -> {
              if (failure == null) {
                ledger.ended(ticket, output.status(), output.stdoutText());
              } else {
                ledger.failed(ticket, failure);
              }
              done.accept(ticket);
            });
  }

  private void withProtocol(
      SubprocessSpec spec, Ticket ticket, Ledger ledger, Consumer<Ticket> done) {
    OutputCollector collector =
        new OutputCollector(
            (status, output) -> {
              ledger.ended(ticket, status, new String(output, StandardCharsets.UTF_8));
              done.accept(ticket);
            });
    loop.subprocessExec(() -> collector, spec)
        .whenComplete(
            (transport, failure) -> {
              if (failure != null) {
                ledger.failed(ticket, failure);
                done.accept(ticket);
              }
            });
  }
}
