package org.hotloop.itests.bench.internal.jvm.work;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hotloop.itests.bench.internal.jvm.Children;
import org.hotloop.itests.bench.internal.jvm.Order;

/** Threads that each spawn a program that ends at once, and wait for its end, at the same time. */
public final class ThreadsWork implements Work {

  private static final long PATIENCE_SECONDS = 60;

  private final Children children;
  private final List<String> command;
  private final int threads;

  /** As ordered. */
  public ThreadsWork(Children children, Order order) {
    this.children = children;
    this.command = List.of(order.text("program"));
    this.threads = order.number("threads");
  }

  @Override
  public Outcome run(int count) throws Exception {
    AtomicInteger left = new AtomicInteger(count);
    AtomicInteger right = new AtomicInteger();
    List<CompletableFuture<Void>> ends =
        IntStream.range(0, threads).mapToObj(number -> new CompletableFuture<Void>()).toList();
    for (CompletableFuture<Void> end : ends) {
      new Thread(() -> spawnAll(left, right, end), "caller").start();
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get();
    return new Outcome(count, right.get() == count);
  }

  private void spawnAll(AtomicInteger left, AtomicInteger right, CompletableFuture<Void> end) {
    try {
      while (left.getAndDecrement() > 0) {
        int returncode =
            children
                .start(command, child -> {})
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        right.addAndGet(returncode == 0 ? 1 : 0);
      }
      end.complete(null);
    } catch (Exception failure) {
      end.completeExceptionally(failure);
    }
  }
}
