package org.hotloop.itests.bench.internal.jvm.work;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.itests.bench.internal.jvm.Children;
import org.hotloop.itests.bench.internal.jvm.Order;
import org.hotloop.itests.bench.internal.jvm.Peer;

/** Kills one child after the other, beside many that stay, and times the way to its handler. */
public final class ExitWork implements Work {

  private static final int KILLED = -9;
  private static final long PATIENCE_SECONDS = 240;

  private final Peer peer;
  private final Children children;
  private final List<String> command;
  private final Rest rest = new Rest();
  private final List<Runnable> living = new ArrayList<>();
  private final CountDownLatch reaped;
  private final AtomicInteger wrong = new AtomicInteger();

  /** Starts those that stay. */
  public ExitWork(Peer peer, Children children, Order order) throws Exception {
    this.peer = peer;
    this.children = children;
    this.command = List.of(order.text("program"));
    int alive = order.number("alive");
    reaped = new CountDownLatch(alive);
    // each from the beginning, since one that is started at once would begin the next inside itself
    Chain.run(alive, 1, peer.beginning(), this::startOneThatStays);
  }

  private void startOneThatStays(Chain chain) {
    children
        .start(
            command,
            child -> {
              living.add(child.kill());
              peer.beginning().execute(() -> chain.ended(null));
            })
        .whenComplete((returncode, failure) -> killed(chain, returncode, failure));
  }

  private void killed(Chain chain, Integer returncode, Throwable failure) {
    if (failure != null) {
      chain.ended(failure);
    } else if (returncode != KILLED) {
      wrong.incrementAndGet();
    }
    reaped.countDown();
  }

  @Override
  public Outcome run(int count) throws Exception {
    Latencies latencies = new Latencies(count);
    long apart = rest.cpuNanos();
    Chain.run(count, 1, peer.beginning(), chain -> killOne(chain, latencies));
    return new Outcome(count, wrong.get() == 0, latencies.figures(), rest.cpuNanos() - apart);
  }

  private void killOne(Chain chain, Latencies latencies) {
    children
        .start(
            command,
            child -> {
              rest.await(child.pid());
              latencies.begin();
              child.kill().run();
            })
        .whenComplete(
            (returncode, failure) -> {
              latencies.end();
              if (failure == null && returncode != KILLED) {
                wrong.incrementAndGet();
              }
              chain.ended(failure);
            });
  }

  /** The others end, too. */
  @Override
  public void close() throws InterruptedException {
    living.forEach(Runnable::run);
    if (!reaped.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || wrong.get() != 0) {
      throw new IllegalStateException(
          "%d children did not end, %d not as told".formatted(reaped.getCount(), wrong.get()));
    }
  }

  /** How long each took. One at a time, each seen by the next. */
  private static final class Latencies {

    private static final double MEDIAN = 0.5;
    private static final double SLOWEST_PERCENT = 0.99;

    private final long[] nanos;
    private int at;
    private volatile long begun;

    Latencies(int count) {
      nanos = new long[count];
    }

    void begin() {
      begun = System.nanoTime();
    }

    void end() {
      nanos[at++] = System.nanoTime() - begun;
    }

    Map<String, Object> figures() {
      Arrays.sort(nanos);
      return Map.of("p50Nanos", quantile(MEDIAN), "p99Nanos", quantile(SLOWEST_PERCENT));
    }

    private long quantile(double share) {
      return nanos[(int) Math.min(nanos.length - 1, Math.floor(nanos.length * share))];
    }
  }
}
