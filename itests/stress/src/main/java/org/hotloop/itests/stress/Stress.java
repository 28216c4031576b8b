package org.hotloop.itests.stress;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.hotloop.itests.embedded.EmbeddedFelix;

/**
 * Starts a Felix with every bundle of the class path, lets a scenario run inside, and exits with 0
 * only if nothing was lost and nothing leaked. System properties: {@code stress.seconds}, {@code
 * stress.seed}, {@code stress.folder}. What bundles log goes into a file of that folder, so that
 * the console is the run's own.
 */
public final class Stress {

  private static final Path FOLDER = Path.of(System.getProperty("stress.folder", "target/stress"));

  private Stress() {}

  /** Takes the name of the scenario. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one scenario is to be named: " + List.of(arguments));
    }
    PrintStream console = System.out;
    Files.createDirectories(FOLDER);
    Path log = FOLDER.resolve("log.txt");
    boolean clean;
    try (PrintStream logged = new PrintStream(Files.newOutputStream(log), true)) {
      System.setOut(logged);
      System.setErr(logged); // before anybody logs: a log handler keeps the stream that it finds
      clean = run(arguments[0], console);
    } finally {
      System.setOut(console);
      System.setErr(console);
    }
    if (!clean) {
      console.println("stress: what the bundles logged is in " + log.toAbsolutePath());
    }
    System.exit(clean ? 0 : 1);
  }

  @SuppressWarnings("unchecked")
  private static boolean run(String scenario, PrintStream console) throws Exception {
    try (EmbeddedFelix felix =
        EmbeddedFelix.start(
            FOLDER.resolve("cache"), Map.of("stress.scenario", scenario), bundle -> true)) {
      return ((Predicate<PrintStream>) felix.find("hotloop.stress")).test(console);
    }
  }
}
