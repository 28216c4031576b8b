package org.hotloop.demo.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;

/**
 * The demo's own books, kept apart from the code that it checks: a ticket for each child that was
 * asked for, and what came back for it. Any thread.
 */
final class Ledger {

  /** One child: which file it was to hash, and the digest it must print. */
  record Ticket(int id, Path file, String digest) {}

  /** The books' closing balance. */
  record Balance(int children, int wrong, int lost, int doubled, int misattributed) {

    boolean isClean() {
      return wrong == 0 && lost == 0 && doubled == 0 && misattributed == 0;
    }
  }

  /** Guards all fields. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private final Map<Ticket, Integer> ends = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private int finished;
  private int wrong;
  private int doubled;
  private int misattributed;

  /** Opens a ticket; until its end comes, it counts as lost. */
  void opened(Ticket ticket) {
    locked(() -> ends.put(ticket, 0));
  }

  /**
   * A child's end as its handler was told it.
   *
   * @param output all that it printed: {@code digest file}
   */
  void ended(Ticket ticket, ExitStatus status, String output) {
    locked(
        () -> {
          if (ends.merge(ticket, 1, Integer::sum) > 1) {
            doubled++;
            findings.add("doubled: " + ticket);
            return;
          }
          finished++;
          judge(ticket, status, output);
        });
  }

  /** There was no child at all, or nobody can tell how it ended. */
  void failed(Ticket ticket, Throwable cause) {
    locked(
        () -> {
          ends.merge(ticket, 1, Integer::sum);
          finished++;
          wrong++;
          findings.add("failed: " + ticket + ": " + cause);
        });
  }

  /** Waits until {@code count} tickets are finished, or {@code millis} have passed without. */
  boolean awaitFinished(int count, long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (finished < count && left > 0) {
        left = changed.awaitNanos(left);
      }
      return finished >= count;
    } finally {
      lock.unlock();
    }
  }

  int finished() {
    lock.lock();
    try {
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the books: what has not ended by now is lost. */
  Balance balance() {
    lock.lock();
    try {
      int lost = (int) ends.values().stream().filter(times -> times == 0).count();
      return new Balance(ends.size(), wrong, lost, doubled, misattributed);
    } finally {
      lock.unlock();
    }
  }

  /** What was not as it should be, in the order it was seen. */
  List<String> findings() {
    lock.lock();
    try {
      return List.copyOf(findings);
    } finally {
      lock.unlock();
    }
  }

  /** sha256sum names the file beside the digest, so a stranger's output tells itself. */
  private void judge(Ticket ticket, ExitStatus status, String output) {
    String line = output.strip();
    if (!line.isEmpty() && !line.endsWith(ticket.file().toString())) {
      misattributed++;
      findings.add("misattributed: " + ticket + " got " + line);
    } else if (!status.equals(new Exited(0)) || !line.startsWith(ticket.digest())) {
      wrong++;
      findings.add("wrong: " + ticket + " got " + status + " " + line);
    }
  }

  private void locked(Runnable entry) {
    lock.lock();
    try {
      entry.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
