package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A loop that has nothing to do does nothing; a closed one holds nothing. */
class SelectorEventLoopSleepTest {

  /** Two polls for each wait, one more each for a late wake-up and for what rounding leaves. */
  private static final int FEW = 6;

  private final CountingLoop loop = new CountingLoop();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  @DisplayName("a wait for a timer is one poll, not a spin")
  void waitsForATimer() throws Exception {
    assertTrue(pollsDuring(Duration.ofMillis(30)) <= FEW);
  }

  @Test
  @DisplayName("an idle reader costs no polls, nor does one that was removed")
  void waitsWithAnIdleReader() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      source.configureBlocking(false);
      sink.configureBlocking(false);
      loop.addReader(source, () -> {});
      assertTrue(pollsDuring(Duration.ofMillis(30)) <= FEW);
      loop.addWriter(sink, () -> {});
      loop.removeWriter(sink);
      assertTrue(pollsDuring(Duration.ofMillis(30)) <= FEW);
    }
  }

  @Test
  @DisplayName("a channel that has finished connecting costs no polls")
  void waitsWithAConnectedReader() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open();
        SocketChannel client = SocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      client.configureBlocking(false);
      client.connect(server.getLocalAddress());
      CompletableFuture<Void> connected = loop.createFuture();
      loop.addReader(client, () -> finishConnect(client, connected));
      loop.runUntilComplete(connected);

      assertTrue(pollsDuring(Duration.ofMillis(30)) <= FEW);
    }
  }

  @Test
  @DisplayName("a selector that was closed behind the loop's back leaves the run")
  void raisesWhatTheSelectorRaises() throws Exception {
    Selector selector = Selector.open();
    try (SelectorEventLoop broken = new SelectorEventLoop(selector)) {
      selector.close();
      assertThrows(ClosedSelectorException.class, broken::runForever);
    }
  }

  @Test
  @DisplayName("L19 close closes the selector, also one that the loop was given")
  void closesTheSelector() throws Exception {
    Selector selector = Selector.open();
    new SelectorEventLoop(selector).close();
    assertFalse(selector.isOpen());
    assertThrows(NullPointerException.class, () -> new SelectorEventLoop((Selector) null));
  }

  @Test
  @DisplayName("L19 what a subclass holds is given back once, however often the loop is closed")
  void closesASubclassOnce() {
    loop.close();
    loop.close();
    assertEquals(1, loop.closes.get());
  }

  private int pollsDuring(Duration wait) throws Exception {
    CompletableFuture<Void> over = loop.createFuture();
    int before = loop.polls.get();
    loop.callLater(wait, () -> over.complete(null));
    loop.runUntilComplete(over);
    return loop.polls.get() - before;
  }

  private static void finishConnect(SocketChannel client, CompletableFuture<Void> connected) {
    try {
      if (client.isConnectionPending() && client.finishConnect()) {
        connected.complete(null);
      }
    } catch (IOException failure) {
      connected.completeExceptionally(failure);
    }
  }

  private static final class CountingLoop extends SelectorEventLoop {

    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();

    @Override
    protected void poll(long timeoutNanos) {
      polls.incrementAndGet();
      super.poll(timeoutNanos);
    }

    @Override
    protected void closeResources() {
      closes.incrementAndGet();
      super.closeResources();
    }
  }
}
