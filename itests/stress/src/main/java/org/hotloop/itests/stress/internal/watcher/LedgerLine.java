package org.hotloop.itests.stress.internal.watcher;

/**
 * What a child wrote right before its end.
 *
 * @param id which one it is
 * @param pid which pid it had, as it saw itself
 * @param returncode how it was about to end
 */
record LedgerLine(int id, long pid, int returncode) {

  /**
   * Reads {@code id pid returncode}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static LedgerLine parse(String line) {
    String[] words = line.split(" ");
    if (words.length != 3) {
      throw new IllegalArgumentException("no line of a ledger: '" + line + "'");
    }
    return new LedgerLine(
        Integer.parseInt(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]));
  }
}
