package org.hotloop.itests.stress.internal.policy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A connection with both its ends here. On the loop's thread. */
final class Line {

  private final CompletableFuture<Optional<Throwable>> client = new CompletableFuture<>();
  private final CompletableFuture<Optional<Throwable>> server = new CompletableFuture<>();
  private final CompletableFuture<Void> judged;

  /** Up when the client has its end. */
  private boolean connected;

  /** Up when the server has its end. */
  private boolean accepted;

  /** Up when it never gets another end. */
  private boolean abandoned;

  /** Is told how a line ended. */
  @FunctionalInterface
  interface Judge {

    /** Each end has ended: with a failure, or as it wanted. */
    void judge(Line line, Optional<Throwable> atClient, Optional<Throwable> atServer);
  }

  Line(Judge judge) {
    judged =
        client.thenAcceptBoth(
            server, (atClient, atServer) -> judge.judge(this, atClient, atServer));
  }

  /** The client has its end. */
  void connected() {
    connected = true;
  }

  /** The server has its end. */
  void accepted() {
    accepted = true;
  }

  /** Whether it has come and gone at the server, and is not there at the client. */
  boolean isUnclaimed() {
    return server.isDone() && !connected;
  }

  /** The server listens no more; whom it has not accepted finds that the other end has gone. */
  void serverGone() {
    if (!accepted) {
      abandoned = true;
      server.complete(Optional.empty());
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }

  void clientEnded(Optional<Throwable> failure) {
    client.complete(failure);
  }

  void serverEnded(Optional<Throwable> failure) {
    server.complete(failure);
  }

  /** For people: which end is there. */
  @Override
  public String toString() {
    return "the client's end %s, the server's %s"
        .formatted(state(client, connected), state(server, accepted));
  }

  private static String state(CompletableFuture<?> end, boolean made) {
    return end.isDone() ? "ended" : made ? "open" : "not there";
  }

  /** Complete when both ends have ended, and that was judged. */
  CompletableFuture<Void> over() {
    return judged;
  }
}
