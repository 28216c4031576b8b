package org.hotloop.loop.proactor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The thread behind the channels of a loop, and the loop's own, which sleeps. */
class ProactorEventLoopThreadTest {

  private final CountingLoop loop = new CountingLoop();
  private final List<StreamWriter> accepted = new ArrayList<>();
  private final Set<Thread> others = Set.copyOf(Thread.getAllStackTraces().keySet());

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  @DisplayName("there is no thread before the first socket, one for all, and none after the close")
  void hasOneThread() throws Exception {
    loop.runUntilComplete(loop.runInExecutor(null, () -> null));
    assertEquals(List.of(), channelThreads());

    connect(5);
    List<Thread> threads = channelThreads();
    assertEquals(1, threads.size(), threads.toString());
    assertTrue(threads.get(0).isDaemon());
    assertEquals(ProactorEventLoop.class.getClassLoader(), threads.get(0).getContextClassLoader());

    loop.close();
    await().until(() -> channelThreads().isEmpty());
  }

  @Test
  @DisplayName("connections on which nothing comes cost no polls")
  void sleeps() throws Exception {
    connect(5);
    int before = loop.polls.get();
    runFor(Duration.ofMillis(30));
    int polls = loop.polls.get() - before;
    assertTrue(polls <= 6, "polls: " + polls);
  }

  @Test
  @DisplayName("L7 what comes while the loop is at work does not wake it")
  void isNotWokenAtWork() throws Exception {
    List<StreamConnection> clients = connect(5);
    CompletableFuture<Integer> wakeups = loop.createFuture();
    loop.callSoon(
        () -> {
          int before = loop.wakeups.get();
          for (StreamConnection client : clients) {
            client.writer().write(new byte[] {1});
          }
          loop.callSoon(() -> loop.callSoon(() -> wakeups.complete(loop.wakeups.get() - before)));
        });
    assertEquals(0, loop.runUntilComplete(wakeups));
  }

  private List<StreamConnection> connect(int count) throws Exception {
    Server server =
        loop.runUntilComplete(
            loop.startServer(
                (reader, writer) -> accepted.add(writer), ServerSpec.on("127.0.0.1", 0)));
    List<StreamConnection> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ConnectionSpec spec = ConnectionSpec.to(server.getAddresses().get(0));
      clients.add(loop.runUntilComplete(loop.openConnection(spec)));
    }
    while (accepted.size() < count) {
      runFor(Duration.ofMillis(1));
    }
    return clients;
  }

  private void runFor(Duration time) throws Exception {
    CompletableFuture<Void> over = loop.createFuture();
    loop.callLater(time, () -> over.complete(null));
    loop.runUntilComplete(over);
  }

  /** But for those of loops before, which may still be about to end. */
  private List<Thread> channelThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("hotloop-proactor-"))
        .filter(thread -> !others.contains(thread))
        .toList();
  }

  private static final class CountingLoop extends ProactorEventLoop {

    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger wakeups = new AtomicInteger();

    @Override
    protected void poll(long timeoutNanos) {
      polls.incrementAndGet();
      super.poll(timeoutNanos);
    }

    @Override
    protected void wakeup() {
      wakeups.incrementAndGet();
      super.wakeup();
    }
  }
}
