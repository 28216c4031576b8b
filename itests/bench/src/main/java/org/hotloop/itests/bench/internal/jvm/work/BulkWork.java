package org.hotloop.itests.bench.internal.jvm.work;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.hotloop.itests.bench.internal.jvm.Children;
import org.hotloop.itests.bench.internal.jvm.Order;
import org.hotloop.itests.bench.internal.jvm.Peer;

/** Reads a great many bytes from one child: what is counted are bytes. */
public final class BulkWork implements Work {

  private final Peer peer;
  private final Children children;
  private final String program;

  /** Of {@code peer}, as ordered. */
  public BulkWork(Peer peer, Children children, Order order) {
    this.peer = peer;
    this.children = children;
    this.program = order.text("program");
  }

  @Override
  public Outcome run(int bytes) throws Exception {
    AtomicLong arrived = new AtomicLong();
    AtomicLong returncodes = new AtomicLong();
    Chain.run(
        1,
        1,
        peer.beginning(),
        chain ->
            children
                .read(List.of(program, Integer.toString(bytes)), arrived::addAndGet)
                .whenComplete(
                    (returncode, failure) -> {
                      if (failure == null) {
                        returncodes.addAndGet(returncode);
                      }
                      chain.ended(failure);
                    }));
    boolean right = arrived.get() == bytes && returncodes.get() == 0;
    return new Outcome(1, right, Map.of("bytes", arrived.get()), 0);
  }
}
