package org.hotloop.shell.internal;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;

/** A real gogo shell without a framework, to type commands into. */
final class GogoSession implements AutoCloseable {

  private final ThreadIOImpl threadIo = new ThreadIOImpl();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final CommandProcessorImpl processor;
  private final CommandSession session;

  /** With {@code command} as {@code hotloop:name}. */
  GogoSession(Object command, String name) {
    threadIo.start();
    processor = new CommandProcessorImpl(threadIo);
    processor.addCommand("hotloop", command, name);
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, out);
  }

  /** Where commands are executed. */
  GogoSession directory(Path directory) {
    session.currentDir(directory);
    return this;
  }

  /** What the command returned. */
  Object execute(String command) throws Exception {
    return session.execute(command);
  }

  /** Ctrl-C at a terminal, as gogo's own shells do it. */
  void interrupt() {
    session.foregroundJob().interrupt();
  }

  /** What was printed so far. */
  String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** An interrupted command may still run, and puts gogo's System.out back when it ends. */
  @Override
  public void close() {
    session.close();
    await().until(GogoSession::isNobodyExecuting);
    processor.stop();
    threadIo.stop();
  }

  /** As gogo names its threads, idle and at work. */
  private static boolean isNobodyExecuting() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .noneMatch(name -> name.startsWith("session-") || name.startsWith("pipe-"));
  }
}
