package org.hotloop.demo.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.hotloop.demo.internal.Ledger.Balance;
import org.hotloop.demo.internal.Ledger.Ticket;

/**
 * The main job: every file hashed by a child of its own, while the watcher and the policy are
 * swapped beneath, and callbacks come all the time.
 */
final class DemoRun {

  private static final int CHILDREN_AT_ONCE = 64;

  /** Of each kind: two rounds, where there are four watchers; the policies' go on to their end. */
  private static final int SWAPS = 16;

  /** Below that many children between two swaps, a swap would find little to move. */
  private static final int CHILDREN_PER_SWAP = 15;

  /** How much is started before it is due: each swap is to meet children that run. */
  private static final int CHILDREN_AHEAD = 3 * CHILDREN_PER_SWAP;

  /** With no watcher nothing finishes, so a swap comes by time, too; milliseconds. */
  private static final long SWAP_AT_LATEST = 250;

  /** That long without any end means that the rest is lost; milliseconds. */
  private static final long PATIENCE = 60_000;

  private final FilesToHash files;
  private final HashingChildren children;
  private final CallbackStream callbacks;
  private final Operator operator;
  private final PrintStream out;
  private final Ledger ledger = new Ledger();

  /** A permit for each child that may be started, as swaps go on. */
  private final Semaphore due = new Semaphore(CHILDREN_AHEAD);

  DemoRun(
      FilesToHash files,
      HashingChildren children,
      CallbackStream callbacks,
      List<Swapper> swappers,
      PrintStream out) {
    this.files = files;
    this.children = children;
    this.callbacks = callbacks;
    this.operator = new Operator(swappers, this::progress, out);
    this.out = out;
  }

  /**
   * Runs it all; true when every child's end came once, right, and to the right handler, and every
   * callback once, in its order.
   */
  boolean run() throws DemoException, InterruptedException {
    out.printf("hashing the files of %s with Java for comparison …%n", files.folder());
    Map<Path, String> digests = files.digests();
    List<Ticket> tickets = tickets(digests);
    out.printf(
        "%d files, %d children of sha256sum, at most %d at a time, %d swaps of each kind on the way%n",
        digests.size(), tickets.size(), CHILDREN_AT_ONCE, SWAPS);
    tickets.forEach(ledger::opened);
    callbacks.start();
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
        due.acquire();
        places.acquire();
        children.start(ticket, ledger, done -> places.release());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // given up: what was not started stays lost in the books
    }
  }

  private void swapOnTheWay(int total) throws DemoException, InterruptedException {
    int share = total / (SWAPS + 1);
    for (int step = 1; step <= SWAPS; step++) {
      due.release(share);
      ledger.awaitFinished(step * share, SWAP_AT_LATEST);
      operator.swap();
    }
    due.release(total);
    while (!operator.isRoundComplete()) {
      operator.swapOn();
    }
  }

  private void awaitRest(int total) throws InterruptedException {
    int before = -1;
    while (ledger.finished() < total && before != ledger.finished()) {
      before = ledger.finished();
      ledger.awaitFinished(Math.min(total, before + CHILDREN_AT_ONCE), PATIENCE);
      out.println(progress());
    }
  }

  private boolean verdict(int fileCount) throws InterruptedException {
    Balance balance = ledger.balance();
    CallbackLedger.Balance called = callbacks.end(PATIENCE);
    ledger.findings().stream().limit(20).forEach(out::println);
    out.printf(
        "hashed %d files with %d children, %s: wrong %d, lost %d, doubled %d, misattributed %d;"
            + " of %d callbacks lost %d, doubled %d, out of order %d%n",
        fileCount,
        balance.children(),
        operator,
        balance.wrong(),
        balance.lost(),
        balance.doubled(),
        balance.misattributed(),
        called.asked(),
        called.lost(),
        called.doubled(),
        called.outOfOrder());
    return balance.isClean() && called.isClean() && operator.hasSwapped(SWAPS);
  }

  private String progress() {
    return "%3d of %d done".formatted(ledger.finished(), ledger.balance().children());
  }
}
