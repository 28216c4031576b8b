package org.hotloop.posix;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Logs its first record when it has no descriptor left. */
final class LogProgram {

  private static final Logger LOG = System.getLogger(LogProgram.class.getName());

  private LogProgram() {}

  public static void main(String[] arguments) throws Exception {
    Posix.get();
    List<InputStream> open = new ArrayList<>();
    String reason = openAll(open);
    LOG.log(Level.WARNING, "there are no descriptors: {0}", reason);
    for (InputStream one : open) {
      one.close();
    }
    Programs.tell("logged");
  }

  private static String openAll(List<InputStream> open) {
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException none) {
      return none.getMessage();
    }
  }
}
