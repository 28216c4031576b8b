package org.hotloop.tck;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What is logged as a warning or worse while it is open. {@link System.Logger} reaches
 * java.util.logging where nobody installed another one; the suites need it so.
 */
public final class LogRecorder extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

  /** Begins to record. */
  public LogRecorder() {
    setFormatter(new SimpleFormatter());
    setLevel(Level.WARNING);
    ROOT.addHandler(this);
  }

  /** The warnings' texts, with their parameters filled in. */
  public List<String> warnings() {
    return warnings;
  }

  /** The exceptions that were logged with them. */
  public List<Throwable> thrown() {
    return thrown;
  }

  /** Whether a warning holds {@code pid}. */
  public boolean names(long pid) {
    return warnings.stream().anyMatch(warning -> warning.contains(Long.toString(pid)));
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      warnings.add(getFormatter().formatMessage(entry));
      Optional.ofNullable(entry.getThrown()).ifPresent(thrown::add);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
