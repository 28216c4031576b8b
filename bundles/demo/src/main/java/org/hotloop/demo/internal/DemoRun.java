package org.hotloop.demo.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.hotloop.demo.internal.Ledger.Balance;
import org.hotloop.demo.internal.Ledger.Ticket;
import org.hotloop.dto.SwapDTO;

/** The main job: every file hashed by a child of its own, while the watcher is swapped beneath. */
final class DemoRun {

  private static final int CHILDREN_AT_ONCE = 64;

  /** Two of the swapper's rounds, where there are four watchers. */
  private static final int SWAPS = 16;

  /** Below that many children between two swaps, a swap would find little to move. */
  private static final int CHILDREN_PER_SWAP = 15;

  /** With no watcher nothing finishes, so a swap comes by time, too; milliseconds. */
  private static final long SWAP_AT_LATEST = 250;

  /** That long without any end means that the rest is lost; milliseconds. */
  private static final long PATIENCE = 60_000;

  private final FilesToHash files;
  private final HashingChildren children;
  private final WatcherSwapper swapper;
  private final PrintStream out;
  private final Ledger ledger = new Ledger();
  private int swaps;

  DemoRun(FilesToHash files, HashingChildren children, WatcherSwapper swapper, PrintStream out) {
    this.files = files;
    this.children = children;
    this.swapper = swapper;
    this.out = out;
  }

  /** Runs it all; true when every child's end came once, right, and to the right handler. */
  boolean run() throws DemoException, InterruptedException {
    out.printf("hashing the files of %s with Java for comparison …%n", files.folder());
    Map<Path, String> digests = files.digests();
    List<Ticket> tickets = tickets(digests);
    out.printf(
        "%d files, %d children of sha256sum, at most %d at a time, %d swaps on the way%n",
        digests.size(), tickets.size(), CHILDREN_AT_ONCE, SWAPS);
    tickets.forEach(ledger::opened);
    Thread starter = new Thread(() -> startAll(tickets), "hotloop-demo-starter");
    starter.start();
    swapOnTheWay(tickets.size());
    awaitRest(tickets.size());
    starter.interrupt();
    return verdict(digests.size());
  }

  /** Goes round the files until there are enough children for the swaps to mean something. */
  private static List<Ticket> tickets(Map<Path, String> digests) {
    List<Ticket> tickets = new ArrayList<>();
    do {
      digests.forEach((file, digest) -> tickets.add(new Ticket(tickets.size(), file, digest)));
    } while (tickets.size() < SWAPS * CHILDREN_PER_SWAP);
    return tickets;
  }

  private void startAll(List<Ticket> tickets) {
    Semaphore places = new Semaphore(CHILDREN_AT_ONCE);
    try {
      for (Ticket ticket : tickets) {
        places.acquire();
        children.start(ticket, ledger, done -> places.release());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // given up: what was not started stays lost in the books
    }
  }

  private void swapOnTheWay(int total) throws DemoException, InterruptedException {
    for (int step = 1; step <= SWAPS || !swapper.isRoundComplete(); step++) {
      ledger.awaitFinished(total * step / (SWAPS + 1), SWAP_AT_LATEST);
      for (SwapDTO swap : swapper.swap()) {
        swaps++;
        out.printf(
            "%3d of %d done · swap %d: %s → %s, moved %d, delivered meanwhile %d, parked %d, %.2f ms%n",
            ledger.finished(),
            total,
            swap.epoch,
            name(swap.from),
            name(swap.to),
            swap.moved,
            swap.delivered,
            swap.parked,
            swap.durationNanos / 1e6);
      }
    }
  }

  private void awaitRest(int total) throws InterruptedException {
    int before = -1;
    while (ledger.finished() < total && before != ledger.finished()) {
      before = ledger.finished();
      ledger.awaitFinished(Math.min(total, before + CHILDREN_AT_ONCE), PATIENCE);
      out.printf("%3d of %d done%n", ledger.finished(), total);
    }
  }

  private boolean verdict(int fileCount) {
    Balance balance = ledger.balance();
    ledger.findings().stream().limit(20).forEach(out::println);
    out.printf(
        "hashed %d files with %d children, %d swaps: wrong %d, lost %d, doubled %d, misattributed %d%n",
        fileCount,
        balance.children(),
        swaps,
        balance.wrong(),
        balance.lost(),
        balance.doubled(),
        balance.misattributed());
    return balance.isClean() && swaps >= SWAPS;
  }

  private static String name(String watcherOrNull) {
    return watcherOrNull == null ? "(none)" : watcherOrNull;
  }
}
