package org.hotloop.itests.bench.internal.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A loop with nothing around it: no errors handled, no contract kept, one selector, looked at after
 * every 64 callbacks. What an interface costs is seen beside it.
 */
final class BareLoop implements Runnable, Loop, EchoServer {

  private static final int CALLBACKS_PER_TURN = 64;
  private static final int BUFFER = 64 * 1024;
  private static final int BACKLOG = 1024;
  private static final long LONG_MILLIS = 60_000;

  private final Selector selector = Selector.open();
  private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  private final TreeSet<Timer> timers = new TreeSet<>(Timer.ORDER);
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

  /** Whether who adds to the inbox has to wake the selector. */
  private final AtomicBoolean sleeping = new AtomicBoolean();

  private long timersMade;
  private volatile boolean stopped;

  BareLoop() throws IOException {}

  @Override
  public void run() {
    try {
      while (!stopped) {
        turn();
      }
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void turn() throws IOException {
    for (int i = 0; i < CALLBACKS_PER_TURN; i++) {
      Runnable callback = next();
      if (callback == null) {
        break;
      }
      callback.run();
    }
    select();
    fireTimers();
  }

  private Runnable next() {
    Runnable callback = ready.poll();
    return callback != null ? callback : inbox.poll();
  }

  private void select() throws IOException {
    sleeping.set(true); // before the last look: who comes after it has to wake us
    long millis = millisToSleep();
    if (millis > 0 && inbox.isEmpty()) {
      selector.select(this::serve, millis);
    } else {
      selector.selectNow(this::serve);
    }
    sleeping.set(false);
  }

  /** Rounded up, since a selector wakes by the millisecond, and no timer may be early. */
  private long millisToSleep() {
    if (!ready.isEmpty()) {
      return 0;
    }
    if (timers.isEmpty()) {
      return LONG_MILLIS;
    }
    long nanos = timers.first().due - System.nanoTime();
    return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
  }

  private void fireTimers() {
    long now = System.nanoTime();
    while (!timers.isEmpty() && timers.first().due <= now) {
      timers.pollFirst().callback.run();
    }
  }

  @Override
  public void callSoon(Runnable callback) {
    ready.add(callback);
  }

  @Override
  public void callSoonThreadsafe(Runnable callback) {
    inbox.add(callback);
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  @Override
  public Runnable callLater(Duration delay, Runnable callback) {
    Timer timer = new Timer(System.nanoTime() + delay.toNanos(), timersMade++, callback);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  void stop() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public int serve() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    selector.wakeup();
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private void serve(SelectionKey key) {
    try {
      if (key.channel() instanceof ServerSocketChannel server) {
        SocketChannel connection = server.accept();
        connection.configureBlocking(false);
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connection.register(selector, SelectionKey.OP_READ);
      } else {
        echo((SocketChannel) key.channel());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The client waits for each answer, so that all of it fits into the socket's buffer. */
  private void echo(SocketChannel connection) throws IOException {
    buffer.clear();
    if (connection.read(buffer) < 0) {
      connection.close();
      return;
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      connection.write(buffer);
    }
  }

  private record Timer(long due, long number, Runnable callback) {

    static final Comparator<Timer> ORDER =
        Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number);
  }
}
