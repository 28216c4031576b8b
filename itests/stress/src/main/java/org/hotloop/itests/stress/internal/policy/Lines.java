package org.hotloop.itests.stress.internal.policy;

import java.net.SocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ExtraInfo;

/**
 * Connections to servers of our own. A move may end either end, and tells it why; the other one
 * then finds its peer gone, and so does one whose server has ended before it was accepted. Such are
 * counted. Whatever else ends one early is a finding, and so is one that does not end. On the
 * loop's thread, but for what says otherwise.
 */
final class Lines {

  private final Findings findings;
  private final Map<Key, Line> open = new ConcurrentHashMap<>();
  private final Set<SocketAddress> goneServers = ConcurrentHashMap.newKeySet();
  private final AtomicLong ended = new AtomicLong();

  /** Of those the server may have an end, which the client does not know. */
  private final AtomicLong unmade = new AtomicLong();

  private record Key(SocketAddress client, SocketAddress server) {
    @Override
    public String toString() {
      return client + " to " + server;
    }
  }

  Lines(Findings findings) {
    this.findings = findings;
  }

  /** The line of which this is the client's end. */
  Line client(StreamWriter end) {
    Key key = new Key(name(end, ExtraInfo.SOCKNAME), name(end, ExtraInfo.PEERNAME));
    Line line = line(key);
    line.connected();
    if (goneServers.contains(key.server())) {
      line.serverGone();
    }
    return line;
  }

  /** The line of which this is the server's end. */
  Line accepted(StreamWriter end) {
    Line line = line(new Key(name(end, ExtraInfo.PEERNAME), name(end, ExtraInfo.SOCKNAME)));
    line.accepted();
    return line;
  }

  private static SocketAddress name(StreamWriter end, ExtraInfo<SocketAddress> which) {
    return end.getExtraInfo(which).orElseThrow();
  }

  private Line line(Key key) {
    return open.computeIfAbsent(
        key,
        unknown ->
            new Line(
                (line, atClient, atServer) -> {
                  open.remove(key, line);
                  judge(key, line, atClient, atServer);
                }));
  }

  private void judge(
      Key key, Line line, Optional<Throwable> atClient, Optional<Throwable> atServer) {
    if (atClient.isEmpty() && atServer.isEmpty()) {
      return;
    }
    if (line.isAbandoned()
        || Stream.of(atClient, atServer).flatMap(Optional::stream).anyMatch(Farewell::isSaidBy)) {
      ended.incrementAndGet();
    } else {
      findings.add(
          Kind.BROKEN,
          "the connection from %s: at the client %s, at the server %s"
              .formatted(key, atClient, atServer));
    }
  }

  /** A server is there. */
  void opened(SocketAddress server) {
    goneServers.remove(server);
  }

  /** A server is there no more, by a move. */
  void gone(SocketAddress server) {
    goneServers.add(server);
    open.forEach(
        (key, line) -> {
          if (key.server().equals(server)) {
            line.serverGone();
          }
        });
  }

  /** A client was not connected, although its server was there. */
  void notConnected(SocketAddress server, Throwable failure) {
    unmade.incrementAndGet();
    notOpened("a connection to " + server, failure);
  }

  /** Something could not be opened. */
  void notOpened(String what, Throwable failure) {
    if (Farewell.isSaidBy(failure)) {
      ended.incrementAndGet();
    } else {
      findings.add(Kind.BROKEN, "%s: %s".formatted(what, failure));
    }
  }

  /** A client was not connected, since its server has ended. */
  void tooLate() {
    unmade.incrementAndGet();
    ended.incrementAndGet();
  }

  /** A server has ended, which nobody is told. */
  void serverEnded() {
    ended.incrementAndGet();
  }

  /** How many were ended by moves. Any thread. */
  long countOfEnded() {
    return ended.get();
  }

  /** No more ends. Any thread. */
  void judge() {
    open.entrySet().stream()
        .sorted(Comparator.comparing(entry -> !entry.getValue().isUnclaimed()))
        .skip(Math.min(unmade.get(), open.values().stream().filter(Line::isUnclaimed).count()))
        .forEach(
            entry ->
                findings.add(
                    Kind.LOST,
                    "the end of the connection from %s: %s"
                        .formatted(entry.getKey(), entry.getValue())));
  }
}
