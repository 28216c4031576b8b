package org.hotloop.itests.felix;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged of classes that are missing, or are not the same, while this is open. */
final class LinkageErrors extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final Queue<String> found = new ConcurrentLinkedQueue<>();

  LinkageErrors() {
    ROOT.addHandler(this);
  }

  @Override
  public void publish(LogRecord record) {
    for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError || cause instanceof ClassCastException) {
        found.add(record.getMessage() + ": " + cause);
      }
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }

  @Override
  public void flush() {
    // nothing is kept back
  }

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
