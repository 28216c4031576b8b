package org.hotloop.itests.felix;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * What is reported, while this is open, of classes that are missing or are not the same: by
 * Hotloop, which logs it, or by the framework and Declarative Services, which print it where there
 * is no log service.
 */
final class LinkageErrors extends Handler implements AutoCloseable {

  private static final Logger ROOT = Logger.getLogger("");

  private static final Pattern THROWN =
      Pattern.compile(
          "java\\.lang\\.(LinkageError|NoClassDefFoundError|ClassCastException"
              + "|IncompatibleClassChangeError|NoSuch(Method|Field)Error|AbstractMethodError"
              + "|IllegalAccessError|ExceptionInInitializerError)");

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
  private final PrintStream report = new PrintStream(reported, true, StandardCharsets.UTF_8);

  LinkageErrors() {
    ROOT.addHandler(this);
    System.setOut(alsoReported(out));
    System.setErr(alsoReported(err));
  }

  private PrintStream alsoReported(PrintStream stream) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int octet) {
            stream.write(octet);
            reported.write(octet);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            stream.write(bytes, from, length);
            reported.write(bytes, from, length);
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(report);
    }
  }

  /** The lines that name one. */
  List<String> found() {
    return reported
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> THROWN.matcher(line).find())
        .toList();
  }

  @Override
  public void flush() {
    report.flush();
  }

  @Override
  public void close() {
    System.setErr(err);
    System.setOut(out);
    ROOT.removeHandler(this);
  }
}
