package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;

/**
 * A JVM of its own with the watcher of a suite in it: for what happens once in a JVM's life, or to
 * the whole process. Closing it ends it, whatever it does.
 */
final class OtherJvm implements AutoCloseable {

  /** Of the tests that need one: it runs what is on the class path, in no framework. */
  static final String TAG = "other-jvm";

  private static final long LIMIT_SECONDS = 60;

  private final Path output;
  private final Process process;

  /**
   * Starts it.
   *
   * @param before the command that starts the JVM's, such as env
   */
  OtherJvm(List<String> before, Class<? extends Program> program, Class<?> suite)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // its warnings of a file in the shared temporary folder would be among what is read
    command.add("-XX:-UsePerfData");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OtherJvm.class.getName(), program.getName(), suite.getName()));
    output = Files.createTempFile("tck-jvm", ".txt");
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  /** Starts one and waits until it has ended well. */
  static void run(List<String> before, Class<? extends Program> program, Class<?> suite)
      throws Exception {
    try (OtherJvm jvm = new OtherJvm(before, program, suite)) {
      jvm.awaitSuccess();
    }
  }

  /** Skips the test where {@code command} cannot be run, or not here. */
  static void assumeRuns(String... command) throws Exception {
    try {
      Process trial = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(trial.getInputStream().readAllBytes()).strip();
      assumeTrue(trial.waitFor() == 0, () -> String.join(" ", command) + ": " + text);
    } catch (IOException e) {
      assumeTrue(false, e.getMessage());
    }
  }

  /** Signals a process that is not one of a suite's children. */
  static void signal(String signal, long pid) throws Exception {
    new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  long pid() {
    return process.pid();
  }

  /** Waits until its output holds {@code text}, and answers all of it. */
  String awaitOutput(String text) throws IOException {
    Conditions.await(
        "'" + text + "' of the other JVM",
        () -> Files.readString(output).contains(text) || !process.isAlive());
    return Files.readString(output);
  }

  /** Ends its input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  void awaitSuccess() throws Exception {
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    String told = Files.readString(output);
    assertTrue(ended, () -> "the other JVM does not end: " + told);
    assertEquals(0, process.exitValue(), told);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(output);
  }

  /** What runs in it. */
  @FunctionalInterface
  interface Program {
    void run(Bench bench) throws Exception;
  }

  /**
   * Runs a program.
   *
   * @param arguments the name of its class and of the suite that makes the watcher
   */
  public static void main(String[] arguments) throws Exception {
    Program program = (Program) newInstance(arguments[0]);
    WatcherBench suite = (WatcherBench) newInstance(arguments[1]);
    try (LoopThread main = new LoopThread(suite.newEventLoop());
        ChildWatcher watcher = suite.newWatcher();
        RealChildren children = new RealChildren()) {
      watcher.attachLoop(main.loop());
      program.run(new Bench(suite, main, watcher, children, new RecordedExits()));
    }
    // The native layer's threads are daemons, and so are the JDK's.
  }

  /** Says something to who started this JVM. */
  static void say(String line) throws IOException {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Object newInstance(String name) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  /** Where a program finds the watcher, attached to a loop that runs. */
  record Bench(
      WatcherBench suite,
      LoopThread main,
      ChildWatcher watcher,
      RealChildren children,
      RecordedExits exits) {

    /** Spawns and registers a child that is recorded. */
    long watch(RealChildren.Gate gate, int code) throws Exception {
      try (ForkGuard guard = watcher.enter()) {
        long pid = children.spawn(gate, code);
        watcher.addChildHandler(pid, exits);
        return pid;
      }
    }
  }
}
