package org.hotloop.subprocess;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.hotloop.child.ExitStatus;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A child process, as asyncio's {@code Process}. Any thread; stages complete on the loop's thread.
 * A child that was piped must be read, or it stops when the pipe is full: {@link #communicate} does
 * all of it.
 */
@ProviderType
public interface Subprocess {

  /** The child's process id; a stranger's, perhaps, once the exit was seen. */
  long pid();

  /**
   * Where to write its standard input.
   *
   * @throws IllegalStateException when stdin is not {@link Stdio#PIPE}
   */
  StreamWriter stdin();

  /**
   * Where to read its standard output.
   *
   * @throws IllegalStateException when stdout is not {@link Stdio#PIPE}
   */
  StreamReader stdout();

  /**
   * Where to read its standard error.
   *
   * @throws IllegalStateException when stderr is not {@link Stdio#PIPE}
   */
  StreamReader stderr();

  /** How it ended; empty while that was not seen. */
  Optional<ExitStatus> exitStatus();

  /** Complete at the exit, whoever still holds the pipes. */
  CompletionStage<ExitStatus> waitFor();

  /**
   * Writes {@code inputOrNull} to the standard input, if piped, and closes it; reads the piped
   * outputs to their end; waits for the exit. A child that does not read its input is no error.
   * Call it once, and read nothing beside it.
   */
  CompletionStage<Output> communicate(byte[] inputOrNull);

  /**
   * Sends a signal.
   *
   * @param signal its number, 1 to 64
   * @throws IllegalArgumentException when out of range
   * @throws ProcessGoneException when the exit was seen
   */
  void sendSignal(int signal);

  /** {@link #sendSignal} with SIGTERM. */
  void terminate();

  /** {@link #sendSignal} with SIGKILL. */
  void kill();

  /**
   * SIGTERM now, SIGKILL when it still runs after {@code grace}. A child that is gone already is no
   * error here.
   *
   * @return as {@link #waitFor()}
   */
  CompletionStage<ExitStatus> terminate(Duration grace);
}
