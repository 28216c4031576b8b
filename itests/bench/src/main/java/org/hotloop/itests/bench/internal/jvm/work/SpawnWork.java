package org.hotloop.itests.bench.internal.jvm.work;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.itests.bench.internal.jvm.Children;
import org.hotloop.itests.bench.internal.jvm.Order;
import org.hotloop.itests.bench.internal.jvm.Peer;

/** Spawns and reaps a program that ends at once. */
public final class SpawnWork implements Work {

  private final Peer peer;
  private final Children children;
  private final List<String> command;
  private final List<String> warming;
  private final int parallel;

  /** Of {@code peer}, as ordered. */
  public SpawnWork(Peer peer, Children children, Order order) {
    this.peer = peer;
    this.children = children;
    this.command = List.of(order.text("program"));
    this.warming = List.of(order.text("warming"));
    this.parallel = order.number("parallel");
  }

  @Override
  public Outcome run(int count) throws Exception {
    return run(count, command);
  }

  @Override
  public Outcome runCold(int count) throws Exception {
    return run(count, warming);
  }

  private Outcome run(int count, List<String> command) throws Exception {
    AtomicInteger wrong = new AtomicInteger();
    Chain.run(
        count,
        parallel,
        peer.beginning(),
        chain ->
            children
                .start(command, child -> {})
                .whenComplete(
                    (returncode, failure) -> {
                      if (failure == null && returncode != 0) {
                        wrong.incrementAndGet();
                      }
                      chain.ended(failure);
                    }));
    return new Outcome(count, wrong.get() == 0);
  }
}
