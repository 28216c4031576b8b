package org.hotloop.itests.stress.internal.watcher;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.child.Unknown;
import org.hotloop.itests.stress.internal.watcher.Child.Call;

/**
 * Holds what handlers were told against what children wrote into the ledger themselves, or were
 * killed by. Nothing of that comes from the code under test. For one thread.
 */
final class Oracle {

  /**
   * The judgement.
   *
   * @param children how many were judged
   * @param lost never told
   * @param doubled told more than once
   * @param misattributed told another end, or under another pid
   * @param unknown told that nobody knows
   * @param silent ended without the line that they were to write: the test's own fault, or a child
   *     that something else has killed
   * @param findings a sentence for each of these
   */
  record Judgement(
      int children,
      int lost,
      int doubled,
      int misattributed,
      int unknown,
      int silent,
      List<String> findings) {

    boolean isClean() {
      return findings.isEmpty();
    }
  }

  private final Map<Integer, LedgerLine> written = new HashMap<>();
  private final List<String> findings = new ArrayList<>();
  private int lost;
  private int doubled;
  private int misattributed;
  private int unknown;
  private int silent;

  private Oracle() {}

  /** Judges children that have all ended, as far as anybody can know. */
  static Judgement judge(Collection<Child> children, Collection<LedgerLine> ledger) {
    return new Oracle().of(children, ledger);
  }

  private Judgement of(Collection<Child> children, Collection<LedgerLine> ledger) {
    for (LedgerLine line : ledger) {
      if (written.putIfAbsent(line.id(), line) != null) {
        findings.add("child %d wrote twice: %s".formatted(line.id(), line));
      }
    }
    children.forEach(this::judge);
    return new Judgement(
        children.size(), lost, doubled, misattributed, unknown, silent, List.copyOf(findings));
  }

  private void judge(Child child) {
    LedgerLine line = written.get(child.id());
    if (child.ending().isWritten() && line == null) {
      silent++;
      findings.add("silent: " + describe(child));
    }
    List<Call> calls = child.calls();
    if (calls.isEmpty()) {
      lost++;
      findings.add("lost: %s, the ledger says %s".formatted(describe(child), line));
    }
    if (calls.size() > 1) {
      doubled++;
      findings.add("doubled: %s, told %s".formatted(describe(child), calls));
    }
    calls.forEach(call -> judge(child, line, call));
  }

  private void judge(Child child, LedgerLine lineOrNull, Call call) {
    long pid = lineOrNull == null ? child.pid() : lineOrNull.pid();
    int returncode = lineOrNull == null ? child.ending().returncode() : lineOrNull.returncode();
    if (call.status() instanceof Unknown) {
      unknown++;
      findings.add("unknown: %s, told %s".formatted(describe(child), call));
    } else if (call.pid() != pid || call.status().returncode() != returncode) {
      misattributed++;
      findings.add(
          "misattributed: %s, told %s, the ledger says %s"
              .formatted(describe(child), call, lineOrNull));
    }
  }

  private static String describe(Child child) {
    return "child %d of pid %d, to end %s with %d"
        .formatted(child.id(), child.pid(), child.ending().way(), child.ending().returncode());
  }
}
