package org.hotloop.itests.bench.internal.jvm.work;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.itests.bench.internal.jvm.Children;
import org.hotloop.itests.bench.internal.jvm.Children.Captured;
import org.hotloop.itests.bench.internal.jvm.Order;
import org.hotloop.itests.bench.internal.jvm.Peer;

/** Captures what {@code echo hello} writes. */
public final class PipeWork implements Work {

  private static final List<String> COMMAND = List.of("/bin/echo", "hello");
  private static final byte[] EXPECTED = "hello\n".getBytes(StandardCharsets.US_ASCII);

  private final Peer peer;
  private final Children children;
  private final int parallel;

  /** Of {@code peer}, as ordered. */
  public PipeWork(Peer peer, Children children, Order order) {
    this.peer = peer;
    this.children = children;
    this.parallel = order.number("parallel");
  }

  @Override
  public Outcome run(int count) throws Exception {
    AtomicInteger right = new AtomicInteger();
    Chain.run(
        count,
        parallel,
        peer.beginning(),
        chain ->
            children
                .capture(COMMAND)
                .whenComplete(
                    (captured, failure) -> {
                      if (failure == null && isRight(captured)) {
                        right.incrementAndGet();
                      }
                      chain.ended(failure);
                    }));
    return new Outcome(count, right.get() == count);
  }

  private static boolean isRight(Captured captured) {
    return captured.returncode() == 0 && Arrays.equals(captured.output(), EXPECTED);
  }
}
