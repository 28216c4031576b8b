package org.hotloop.itests.shared;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.hotloop.child.Exited;
import org.hotloop.dto.SwapDTO;
import org.hotloop.itests.client.Client;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;

/**
 * The promise: 200 children are alive, the watcher is swapped several times while they end, and
 * each end is told once, as it was; the client's component is never touched.
 */
public final class SwapUnderLoad {

  private static final int CHILDREN = 200;

  private final Client client;
  private final Posix posix;

  /** For the client whose references shall survive. */
  public SwapUnderLoad(Client client, Posix posix) {
    this.client = client;
    this.posix = posix;
  }

  /** What makes another watcher current. */
  @FunctionalInterface
  public interface Swap {
    /** Returns when it is current. */
    void run() throws Exception;
  }

  /** Children end before, during and after each of {@code swaps}. */
  public void prove(List<Swap> swaps) throws Exception {
    long epoch = epoch();
    int activations = client.activations();
    Subprocess witness = startWitness();
    try (Brood brood = new Brood(posix, client.watcher(), CHILDREN)) {
      int share = CHILDREN / (swaps.size() + 1);
      for (int i = 0; i < swaps.size(); i++) {
        brood.end(i * share, (i + 1) * share);
        swaps.get(i).run();
      }
      brood.end(swaps.size() * share, CHILDREN);
      Conditions.await("every end is told", () -> brood.told() == CHILDREN);
      Conditions.await("no child is left but the witness", () -> posix.children().unreaped() == 1);
      assertEquals("faults of the ledger", List.of(), brood.faults());
    }
    witness.stdin().close();
    assertEquals("the witness' end", new Exited(42), Conditions.await(witness.waitFor()));
    assertTrue("children were moved by each swap", movedSince(epoch, swaps.size()));
    assertEquals("the client was made anew", activations, client.activations());
  }

  /** A program of the subprocess service that lives through all of it. */
  private Subprocess startWitness() throws Exception {
    SubprocessSpec spec =
        SubprocessSpec.shell("read gate; exit 42").stdin(Stdio.PIPE).stdout(Stdio.DEVNULL);
    return Conditions.await(client.subprocesses().createSubprocessExec(spec));
  }

  private long epoch() {
    List<SwapDTO> swaps = client.runtime().snapshot().swaps;
    return swaps.isEmpty() ? 0 : swaps.get(0).epoch;
  }

  /** At least the witness and the last share were alive at each of them. */
  private boolean movedSince(long epoch, int expected) {
    List<SwapDTO> swaps =
        client.runtime().snapshot().swaps.stream().filter(swap -> swap.epoch > epoch).toList();
    return swaps.size() >= expected && swaps.stream().allMatch(swap -> swap.moved + swap.parked > 1);
  }
}
