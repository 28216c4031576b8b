package org.hotloop.itests.stress.internal.watcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Descriptors.FileUse;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.OsString;

/** The file that children write to, each a line, as their standard output. For one thread. */
final class Ledger implements AutoCloseable {

  private final Descriptor end;
  private final BufferedReader reader;
  private final StringBuilder unfinished = new StringBuilder();
  private final List<LedgerLine> lines = new ArrayList<>();

  /** A fresh one. */
  Ledger(Posix posix, Path file) throws IOException {
    Files.deleteIfExists(file);
    end = posix.descriptors().openFile(OsString.of(file), FileUse.APPEND);
    reader = Files.newBufferedReader(file);
  }

  /** The descriptor that appends to it, whoever writes. */
  int fd() {
    return end.fd();
  }

  /** What was written since this was asked last. */
  List<LedgerLine> more() throws IOException {
    int known = lines.size();
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      if (next == '\n') {
        lines.add(LedgerLine.parse(unfinished.toString()));
        unfinished.setLength(0);
      } else {
        unfinished.append((char) next);
      }
    }
    return List.copyOf(lines.subList(known, lines.size()));
  }

  /** All that was written. */
  List<LedgerLine> all() throws IOException {
    more();
    return List.copyOf(lines);
  }

  @Override
  public void close() throws IOException {
    reader.close();
    end.close();
  }
}
