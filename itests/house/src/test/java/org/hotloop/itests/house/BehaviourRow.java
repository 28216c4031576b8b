package org.hotloop.itests.house;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of docs/behaviours.md.
 *
 * @param id the behaviour's
 * @param everyWatcher whether every watcher has to show it: a star behind the id
 * @param statement the behaviour, in a line
 * @param proof links to the tests, or the mark of a row that has none
 */
record BehaviourRow(String id, boolean everyWatcher, String statement, String proof) {

  static final String OPEN = "**open**";
  static final String LATER = "later: ";

  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Z]\\d*)(\\*?) \\| ([^|]+) \\| ([^|]*) \\|");

  /** The row that {@code line} is, if it is one. */
  static Optional<BehaviourRow> of(String line) {
    Matcher row = ROW.matcher(line);
    return row.matches()
        ? Optional.of(
            new BehaviourRow(row.group(1), !row.group(2).isEmpty(), row.group(3), row.group(4)))
        : Optional.empty();
  }

  /** True for what a later issue brings. */
  boolean isLater() {
    return proof.startsWith(LATER);
  }

  /** The row as the tests prove it now. */
  BehaviourRow with(Proofs proofs) {
    String links = String.join(" ", proofs.provenBy(id));
    return isLater()
        ? this
        : new BehaviourRow(id, everyWatcher, statement, links.isEmpty() ? OPEN : links);
  }

  /** The line of the table. */
  @Override
  public String toString() {
    return "| %s%s | %s | %s |".formatted(id, everyWatcher ? "*" : "", statement, proof);
  }
}
