package org.hotloop.itests.bench.internal.jvm.work;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.bench.internal.jvm.Children;
import org.hotloop.itests.bench.internal.jvm.CpuTime;
import org.hotloop.itests.bench.internal.jvm.Order;
import org.hotloop.itests.bench.internal.jvm.Peer;

/** Starts children that stay alive, as many at once as there shall be, and ends them. */
public final class AliveWork implements Work {

  private static final int KILLED = -9;
  private static final long PATIENCE_SECONDS = 240;

  /** So few leave nothing that many would find there. */
  private static final int FEW = 10;

  private final Peer peer;
  private final Children children;
  private final List<String> command;
  private final int alive;
  private final Queue<Integer> wrong = new ConcurrentLinkedQueue<>();
  private Map<String, Object> figures = Map.of();
  private long apartNanos;

  /** Of {@code peer}, as ordered. */
  public AliveWork(Peer peer, Children children, Order order) {
    this.peer = peer;
    this.children = children;
    this.command = List.of(order.text("program"));
    this.alive = order.number("alive");
  }

  /** A few at a time, however many there will be. */
  @Override
  public Outcome runCold(int count) throws Exception {
    for (int left = count; left > 0; left -= FEW) {
      Living living = new Living(Math.min(left, FEW));
      living.start();
      living.end();
    }
    return new Outcome(count, wrong.isEmpty());
  }

  @Override
  public Outcome run(int count) throws Exception {
    for (int left = count; left > 0; left -= alive) {
      Living living = new Living(Math.min(left, alive));
      if (left == count) {
        startCounted(living);
      } else {
        living.start();
      }
      living.end();
    }
    return new Outcome(count, wrong.isEmpty(), figures, apartNanos);
  }

  private void startCounted(Living living) throws Exception {
    long begun = CpuTime.now().selfNanos();
    Members members = new Members(living.count);
    apartNanos += CpuTime.now().selfNanos() - begun;
    living.start();
    long started = CpuTime.now().selfNanos();
    members.made();
    apartNanos += CpuTime.now().selfNanos() - started;
    figures = members.figures();
  }

  /** Those that are alive at the same time. */
  private final class Living {

    private final int count;
    private final Queue<Runnable> kills = new ConcurrentLinkedQueue<>();
    private final CountDownLatch reaped;

    Living(int count) {
      this.count = count;
      this.reaped = new CountDownLatch(count);
    }

    void start() throws Exception {
      // each from the beginning, since one that starts at once would begin the next inside itself
      Chain.run(count, 1, peer.beginning(), this::startOne);
      if (!wrong.isEmpty()) {
        throw new IllegalStateException("children ended that nobody killed, as told by " + wrong);
      }
    }

    private void startOne(Chain chain) {
      children
          .start(
              command,
              child -> {
                kills.add(child.kill());
                peer.beginning().execute(() -> chain.ended(null));
              })
          .whenComplete((returncode, failure) -> ended(chain, returncode, failure));
    }

    private void ended(Chain chain, Integer returncode, Throwable failure) {
      if (failure != null) {
        chain.ended(failure);
      } else if (returncode != KILLED) {
        wrong.add(returncode);
      }
      reaped.countDown();
    }

    void end() throws InterruptedException {
      kills.forEach(Runnable::run);
      if (!reaped.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(reaped.getCount() + " children did not end");
      }
    }
  }
}
